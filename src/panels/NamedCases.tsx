import { RichText } from '../ui/rich-text.tsx';
import type { ExactPanelProps, ExactPanelSpec, StateOf } from './panel.ts';

/** The instructive states as buttons, the present one pressed, and the way back to the beginning. What a case leaves out is as at the beginning. */
export function NamedCases<Spec extends ExactPanelSpec>({
  spec,
  state,
  start,
  set,
}: ExactPanelProps<Spec> & { readonly spec: Spec }) {
  const initial = start ?? spec.state.parse({});
  const reached = (target: object) =>
    Object.entries({ ...initial, ...target }).every(
      ([key, value]) => (state as Record<string, unknown>)[key] === value,
    );
  const go = (target: object) => set({ ...initial, ...target } as Partial<StateOf<Spec>>);
  return (
    <fieldset className="cases">
      {spec.casesLabel && (
        <legend>
          <RichText text={spec.casesLabel} />
        </legend>
      )}
      {spec.cases.map(({ name, state: target }) => (
        <button key={name} type="button" className="btn" aria-pressed={reached(target)} onClick={() => go(target)}>
          {/* one span: a button spaces its children */}
          <span>
            <RichText text={name} />
          </span>
        </button>
      ))}
      <button type="button" className="btn bare" disabled={reached({})} onClick={() => go({})}>
        Reset
      </button>
    </fieldset>
  );
}
