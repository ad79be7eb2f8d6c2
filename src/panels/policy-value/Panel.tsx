import { useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { byMagnitude, thousands } from '../../charts/format.ts';
import { plainText } from '../../charts/rich-text.ts';
import { environmentFor } from '../../engine/envs/index.ts';
import { planesOf } from '../../engine/envs/plane.ts';
import { slicePoints } from '../../engine/envs/slice.ts';
import type { PolicyMap } from '../../engine/studies/policy-map.ts';
import { useController, useSession } from '../../state/react.tsx';
import { Choice, Choices } from '../Choice.tsx';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { useStudy } from '../use-study.ts';
import { Verdict } from '../Verdict.tsx';
import { type Atlas, atlasOf, spotAt } from './atlas.ts';
import { drawAtlas, shadeAtlas } from './draw.ts';
import './policy-value.css';
import { policyValue } from './spec.ts';
import { judge } from './verdict.ts';

export default function PolicyValuePanel() {
  const controller = useController();
  const env = useSession(({ experiment }) => experiment.env);
  const config = useSession(({ experiment }) => experiment.config);
  const panelState = useSession(({ experiment }) => experiment.panelState[policyValue.id]);
  const state = policyValue.state.parse(panelState ?? {});
  const environment = environmentFor(env, config);
  const { of, read } = useStudy(policyValue.id, 'policyMap', { plane: state.plane, span: state.span });
  const set = (key: string, value: string | number) => controller.setPanelState(policyValue.id, key, value);
  const latest = useRef<Seen | null>(null);

  const look = () => {
    const { study, iteration, why } = read();
    if (!study) {
      const alone = environment.coordinates ? null : 'There is but one state here: nothing to lay a plane through.';
      const shared =
        config.sharedNetwork === true ? 'Actor and critic share one network here: there is no map of it.' : null;
      return { atlas: null, spot: null, stamp: '', iteration, why: alone ?? shared ?? why };
    }
    // the same answer is not taken apart again for every move of the point
    if (latest.current?.map !== study || latest.current.action !== state.action)
      latest.current = {
        map: study,
        action: state.action,
        atlas: atlasOf(study, environment.action, state.action),
        number: (latest.current?.number ?? 0) + 1,
      };
    const { atlas, number } = latest.current;
    return { atlas, spot: spotAt(atlas, state), stamp: String(number), iteration, why: null };
  };
  const planes = planesOf(environment);
  const { names, kind } = environment.action;
  const chosen = names.includes(state.action) ? state.action : names.at(-1)!;

  return (
    <PanelFrame spec={policyValue} table={() => tableOf(look().atlas)}>
      <Choices>
        {planes.length > 1 && (
          <Choice
            name="plane"
            value={planes.includes(state.plane) ? state.plane : planes[0]!}
            options={planes.map((plane) => [plane, plane.replace(',', ' × ').replaceAll('-', ' ')])}
            onChange={(plane) => set('plane', plane === planes[0] ? '' : plane)}
          />
        )}
        {kind === 'discrete' && names.length > 1 && (
          <Choice
            name="action"
            value={chosen}
            options={names.map((name) => [name, name])}
            onChange={(action) => set('action', action === names.at(-1) ? '' : action)}
          />
        )}
        {environment.coordinates && !environment.slice?.x.isDiscrete && (
          <Choice
            name="span"
            value={state.span}
            options={[
              ['bounds', 'the whole range'],
              ['visited', 'where the batch was'],
            ]}
            onChange={(span) => set('span', span)}
          />
        )}
      </Choices>
      <Figure
        canvas
        of={of}
        prepare={() => {
          const { atlas } = look();
          if (atlas) shadeAtlas(atlas);
        }}
        label="The policy and the value function over a plane of state space, with the states of the last batch"
        draw={(frame) => {
          const { atlas, spot, why, stamp } = look();
          drawAtlas(frame, {
            atlas,
            spot,
            why,
            stamp,
            onPlace: (x, y) => {
              set('x', x);
              if (y !== null) set('y', y);
            },
          });
        }}
      />
      <Verdict
        judge={() => {
          const { atlas, spot, why } = look();
          return atlas ? judge(atlas, spot) : { level: 0, text: why };
        }}
      />
      <Spoken
        compose={() => {
          const { atlas, spot, why, iteration } = look();
          if (!atlas) return why;
          const value = atlas.value
            ? `V runs from ${byMagnitude(atlas.value.range[0])} to ${byMagnitude(atlas.value.range[1])}${atlas.scaledRewards ? ', of scaled rewards' : ''}.`
            : 'No value function is learned.';
          return `After update ${thousands(iteration)}, over ${atlas.x.label}${atlas.y ? ` and ${atlas.y.label}` : ''}, with ${thousands(atlas.rows)} states of the batch. ${value} ${plainText(judge(atlas, spot).text)}`;
        }}
      />
    </PanelFrame>
  );
}

/** A map as it was last taken apart. */
interface Seen {
  readonly map: PolicyMap;
  readonly action: string;
  readonly atlas: Atlas;
  /** Grows with every other picture. */
  readonly number: number;
}

function tableOf(atlas: Atlas | null): Table {
  if (!atlas) return { columns: ['x', 'y', 'policy', 'value'], rows: [] };
  const { x, y, action, policy, value } = atlas;
  const [columns, rows] = [slicePoints(x), y ? slicePoints(y) : [null]];
  return {
    columns: [x.label, y?.label ?? 'y', action, 'value'],
    rows: Array.from(policy.values, (here, i) => [
      columns[i % columns.length]!,
      rows[Math.floor(i / columns.length)]!,
      here,
      value?.values[i] ?? null,
    ]),
  };
}
