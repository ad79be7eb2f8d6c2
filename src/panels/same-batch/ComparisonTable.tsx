import { byMagnitude } from '../../charts/format.ts';
import type { BatchLearnerId } from '../../engine/algorithms/index.ts';
import type { SameBatch } from '../../engine/studies/same-batch.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { type Estimate, estimate, NAMES, triedOf } from './tried.ts';

interface ComparisonTableProps {
  readonly comparison: SameBatch;
  readonly read: BatchLearnerId;
  readonly onRead: (algo: BatchLearnerId) => void;
}

/** The numbers of every update, measured with the predicted one beside or below it. */
export function ComparisonTable({ comparison, read, onRead }: ComparisonTableProps) {
  const { asked, outcomes, before } = comparison;
  const tried = new Map(triedOf(comparison).map((one) => [one.algo, one]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keys too
    <section className="comparison" tabIndex={0} aria-label="The updates in numbers">
      <table>
        <thead>
          <tr>
            <th scope="col">batch of iteration {comparison.iteration}</th>
            <th scope="col">
              <RichText text="‖Δ*θ*‖" />
            </th>
            <Heading name="KL" predicted="½ Δ*θ*ᵀ*F*Δ*θ*" />
            <Heading name="*L*^{IS} gained" predicted="*g*ᵀΔ*θ*" />
            <th scope="col">return</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className="c-old">
              <RichText text="*π*_{old}" />
            </th>
            <td>0</td>
            <Pair measured={0} />
            <Pair measured={0} />
            <td>{before ? <Earned {...estimate(before)} /> : '–'}</td>
          </tr>
          {asked.map((algo, i) => {
            const one = tried.get(algo);
            const refused = outcomes[i]?.refused;
            return (
              <tr key={algo} className={algo === read ? 'lit' : undefined}>
                <th scope="row">
                  <button type="button" aria-pressed={algo === read} onClick={() => onRead(algo)}>
                    <i aria-hidden="true" style={{ background: `var(--alg-${algo})` }} />
                    {NAMES[algo]}
                  </button>
                </th>
                {one && (
                  <>
                    <td>{byMagnitude(one.step.length)}</td>
                    <Pair measured={one.step.kl} predicted={one.step.klPredicted} />
                    <Pair measured={one.step.gain} predicted={one.step.gainPredicted} />
                    <td>
                      <Earned {...one.earned} />
                    </td>
                  </>
                )}
                {!one && (
                  <td colSpan={4} className="words">
                    {refused ?? (i === outcomes.length && before ? 'being tried …' : '–')}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Heading({ name, predicted }: { readonly name: string; readonly predicted: string }) {
  return (
    <th scope="col">
      <RichText text={name} />
      <span className="predicted">
        <RichText text={predicted} />
      </span>
    </th>
  );
}

function Pair({ measured, predicted }: { readonly measured: number; readonly predicted?: number }) {
  return (
    <td>
      {byMagnitude(measured)}
      <span className="predicted">{predicted !== undefined && byMagnitude(predicted)}</span>
    </td>
  );
}

/** The mean, and two standard errors. */
function Earned({ mean, error }: Estimate) {
  return (
    <>
      {byMagnitude(mean)}
      <span className="predicted">± {byMagnitude(2 * error)}</span>
    </>
  );
}
