import { EXACT_PANEL_SPECS, PANEL_SPECS } from '../../panels/specs.ts';
import type { ThumbnailId } from './thumbnails/index.tsx';

/** A chapter of the lecture as Home shows it: until it is written, it opens the panels that it is about. */
export interface Chapter {
  readonly title: string;
  readonly question: string;
  readonly thumbnail: ThumbnailId;
  /** Ids, in the order in which they are best met. */
  readonly panels: readonly string[];
}

/** In the lecture's own order. */
export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'The policy gradient',
    question: 'How do you differentiate an expectation?',
    thumbnail: 'scores',
    panels: ['likelihood-ratio', 'reparameterization', 'chain-rule'],
  },
  {
    title: 'Critics are baselines',
    question: 'Same gradient, less noise: what is the price?',
    thumbnail: 'clouds',
    panels: ['estimator-variance', 'networks', 'worker-timeline'],
  },
  {
    title: 'Hard to choose step sizes',
    question: 'Why does the same step do nothing here, and ruin a policy there?',
    thumbnail: 'steps',
    panels: ['sigmoid-step', 'rl-vs-sl', 'step-size-cliff'],
  },
  {
    title: 'Two ways to measure',
    question: 'Far in parameters, or far in policy?',
    thumbnail: 'densities',
    panels: ['gaussian-geometry'],
  },
  {
    title: 'KL and Fisher',
    question: 'KL is zero, so how can its Hessian matter?',
    thumbnail: 'taylor',
    panels: ['kl-taylor', 'fisher'],
  },
  {
    title: 'The natural gradient',
    question: 'Which way is uphill, for the policy?',
    thumbnail: 'fields',
    panels: ['kl-constrained-step', 'vector-field', 'fisher-cost'],
  },
  {
    title: 'Old data, new policy',
    question: 'How long do importance weights hold?',
    thumbnail: 'ratios',
    panels: ['importance-weights', 'monotonic-bound'],
  },
  {
    title: 'TRPO',
    question: 'What do conjugate gradient and line search do?',
    thumbnail: 'search',
    panels: ['trpo-microscope', 'trust-region-slice'],
  },
  {
    title: 'PPO',
    question: 'Who is still allowed to move?',
    thumbnail: 'clip',
    panels: ['clip-objective', 'interpolation', 'adaptive-kl', 'same-batch'],
  },
  {
    title: 'The race',
    question: 'Who learns, how often, and how sure are we?',
    thumbnail: 'race',
    panels: ['learning-curve', 'policy-value'],
  },
];

const SPECS = [...EXACT_PANEL_SPECS, ...PANEL_SPECS];

/** The panels of a chapter that exist, each with its question. */
export const panelsOf = ({ panels }: Chapter): readonly { readonly id: string; readonly title: string }[] =>
  panels.flatMap((id) => SPECS.find((spec) => spec.id === id) ?? []);
