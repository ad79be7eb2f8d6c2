import { labLink } from '../../state/own-runs.ts';
import { chosen, runOf, type State } from './runs.ts';

/** The first seed's run of each chosen algorithm, with the step size of the handle: to be watched in the Lab. */
export function labLinks(state: State): readonly { readonly name: string; readonly href: string }[] {
  return chosen(state).map((contender) => ({
    name: contender.names[0],
    href: labLink(runOf(contender, state, state.stepSize, 1, { evaluations: 10 })),
  }));
}
