import { useCallback, useMemo } from 'react';
import type { ConfigValue } from '../../engine/run-spec.ts';
import type { FieldInfo } from '../../presets/field-info.ts';
import { tunedConfig } from '../../presets/tuned.ts';
import { useController, useSession } from '../../state/react.tsx';
import './controls.css';
import { FieldSetting } from './FieldSetting.tsx';
import { PairingSettings } from './PairingSettings.tsx';
import { visibleFields } from './visible-fields.ts';

/** The Lab's form, drawn from the schemas alone: what to run, a few live sliders, the rest under "More". */
export function Settings() {
  const controller = useController();
  const { algo, env, config, hide } = useSession((session) => session.experiment);
  const tuned = useMemo(() => tunedConfig(algo, env), [algo, env]);
  const { live, more } = visibleFields({ algo, env, config, hide });
  const change = useCallback((key: string, value: ConfigValue) => controller.change(key, value), [controller]);

  // A field is new with every pairing: what was typed into the old one is not meant for it.
  const setting = (field: FieldInfo) => (
    <FieldSetting
      key={`${algo} ${env} ${field.key}`}
      field={field}
      value={config[field.key]!}
      tuned={tuned[field.key]!}
      onChange={change}
    />
  );
  const changed = more.filter(({ key }) => config[key] !== tuned[key]).length;
  return (
    <div className="controls">
      <PairingSettings />
      {live.length > 0 && <div className="sliders">{live.map(setting)}</div>}
      {more.length > 0 && (
        <details>
          <summary>
            More: {more.length} {more.length === 1 ? 'setting' : 'settings'}
            {changed > 0 && `, ${changed} changed`}
          </summary>
          <div className="sliders">{more.map(setting)}</div>
        </details>
      )}
      {live.length + more.length > 0 && (
        <p className="note">
          The tick on a track is the tuned default. A change takes effect at the next iteration and is marked on the
          curve.
        </p>
      )}
    </div>
  );
}
