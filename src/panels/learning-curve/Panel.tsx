import { useRef } from 'react';
import { fixed, kilo, thousands } from '../../charts/format.ts';
import { plainText } from '../../charts/rich-text.ts';
import { environmentFor } from '../../engine/envs/index.ts';
import type { IterationRecord } from '../../engine/run-events.ts';
import { differOnlyInSeed, type RunIdentity } from '../../state/pinned-runs.ts';
import { useController, usePinned, useSession } from '../../state/react.tsx';
import { RichText, withSymbols } from '../../ui/rich-text.tsx';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import type { Judgement } from '../panel.ts';
import { Spoken } from '../Spoken.tsx';
import { Verdict } from '../Verdict.tsx';
import { companyOf, fullName } from './company.ts';
import { drawLearningCurve } from './draw.ts';
import { type CurveEvent, findEvents } from './events.ts';
import './learning-curve.css';
import { PinButton, PinnedRuns } from './PinnedRuns.tsx';
import { CLOCKS, type Clock, clockName, learningCurve } from './spec.ts';
import { tableOf } from './table.ts';
import { compare, judgeLearning, returnDecimals } from './verdict.ts';
import { algorithmsOf, type CurveTouch } from './view.ts';
import { WHOLE, type Zoom } from './zoom.ts';

/** Milliseconds between two searches for events while the run goes on. */
const EVENTS_INTERVAL = 250;

interface KnownEvents {
  readonly last: IterationRecord | undefined;
  readonly at: number;
  readonly events: readonly CurveEvent[];
}

export default function LearningCurvePanel() {
  const controller = useController();
  const experiment = useSession((session) => session.experiment);
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const diverged = useSession((session) => session.run.diverged);
  const running = useSession((session) => session.run.state === 'running');
  const begun = useSession((session) => session.run.iteration > 0);
  const edited = useSession((session) => session.run.fingerprint?.endsWith('*') ?? false);
  const pinned = usePinned();
  const touch = useRef<CurveTouch>({ episode: null, event: null, brush: null });
  const known = useRef<KnownEvents | null>(null);
  const { log } = controller;
  const { algo, env, seed, backend } = experiment;
  const config = useSession((session) => session.run.config) ?? experiment.config;
  const environment = environmentFor(env, config);
  const { x: clock, ...zoom } = learningCurve.state.parse(experiment.panelState[learningCurve.id] ?? {});
  const live: RunIdentity = { algo, env, seed, backend, config, edited };
  const company = companyOf(live, pinned);
  const stopped = diverged === null ? null : withSymbols(diverged);

  const set = (key: string, value: string | number) => controller.setPanelState(learningCurve.id, key, value);
  const zoomTo = ({ from, until }: Zoom) => {
    if (from !== zoom.from) set('from', from);
    if (until !== zoom.until) set('until', until);
  };
  const count = (name: Clock) => {
    if (name === clock) return;
    zoomTo(WHOLE);
    set('x', name);
  };
  known.current = null;
  const events = () => {
    const last = log.iterations.at(-1);
    const { current } = known;
    const isFresh = current && (current.last === last || (running && performance.now() - current.at < EVENTS_INTERVAL));
    if (isFresh) return current.events;
    const found = findEvents({ iterations: log.iterations, algo, config, environment, diverged: stopped });
    known.current = { last, at: performance.now(), events: found };
    return found;
  };
  const judge = (): Judgement => {
    const { level, text } = judgeLearning(environment, log.iterations, log.episodes.length, stopped);
    const rivals = company.families
      .flatMap(({ members }) => members)
      .filter((run) => !(differOnlyInSeed(run, live) && run.seed === seed))
      .map((run) => ({ ...run, name: fullName(run, [live, ...pinned]) }));
    const beside = stopped === null ? compare(environment, log.episodes.at(-1), rivals) : null;
    return { level, text: beside ? `${text} ${beside}` : text };
  };

  return (
    <PanelFrame spec={learningCurve} table={() => tableOf(live, log, pinned)}>
      <Figure
        canvas
        of={({ iterations }) => iterations.at(-1)}
        label="Return of every episode, with the running mean and evaluations of the greedy policy, and the means of pinned runs"
        draw={(frame) =>
          drawLearningCurve(frame, {
            log,
            environment,
            algo,
            seed,
            clock,
            totalSteps: Number(config.totalSteps ?? Number.POSITIVE_INFINITY),
            lookingBackAt,
            running,
            company,
            events: events(),
            zoom,
            onZoom: zoomTo,
            touch: touch.current,
          })
        }
      />
      <div className="curve-tools">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot lie in a line of text */}
        <div className="clocks" role="group" aria-label="The horizontal axis counts">
          {CLOCKS.map((name) => (
            <button key={name} type="button" aria-pressed={name === clock} onClick={() => count(name)}>
              <RichText text={clockName(name, algorithmsOf({ algo, company }))} />
            </button>
          ))}
        </div>
        {(zoom.from !== 0 || zoom.until !== 0) && (
          <button type="button" onClick={() => zoomTo(WHOLE)}>
            {kilo(zoom.from)} to {zoom.until === 0 ? 'the end' : kilo(zoom.until)}: show all
          </button>
        )}
        <PinButton begun={begun} />
      </div>
      <PinnedRuns live={live} />
      <Verdict judge={judge} />
      <Spoken
        compose={() => {
          const last = log.iterations.at(-1);
          const evaluation = log.iterations.findLast((record) => record.evaluation)?.evaluation;
          const seen = last ? `${thousands(last.steps)} ${clockName('steps', [algo])}. ` : '';
          const greedy = evaluation
            ? ` The greedy policy reached ${fixed(evaluation.mean, returnDecimals(environment))}.`
            : '';
          const happened = events()
            .slice(-3)
            .map(({ sentence }) => ` ${plainText(sentence)}`)
            .join('');
          return `${seen}${plainText(judge().text)}${greedy}${happened}`;
        }}
      />
    </PanelFrame>
  );
}
