import type { ConfigValue } from '../../engine/run-spec.ts';
import type { FieldInfo, NumberField } from '../../presets/field-info.ts';
import { sayNumber, sayValue } from '../../presets/say.ts';

/** A value as its field shows it: at the slider's precision, or in full where that would round it. */
export function showValue(field: FieldInfo, value: ConfigValue): string {
  if (field.kind !== 'number' || typeof value !== 'number') return sayValue(value);
  const short = shortForm(field, value);
  return Number(short) === value ? short.replaceAll('-', '−') : sayNumber(value);
}

/** 0.20 on a linear slider of step 0.01; two digits on a logarithmic one: 0.50, 3.0e-4. */
function shortForm({ meta }: NumberField, value: number): string {
  if (meta.scale !== 'log') return value.toFixed(decimals(meta.step ?? 0.01));
  if (value !== 0 && Math.abs(value) < 0.01) return value.toExponential(1);
  return Math.abs(value) < 10 ? value.toFixed(value < 1 ? 2 : 1) : String(value);
}

const decimals = (step: number) => String(step).split('.')[1]?.length ?? 0;
