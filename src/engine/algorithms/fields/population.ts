import { field, integer, number } from './field.ts';

/** Searching by a population of candidates instead of a gradient. */
export const populationFields = {
  populationSize: field(integer(2, 1000), {
    label: 'candidates',
    symbol: '*n*',
    doc: 'How many θ are drawn and tried out in each generation.',
    scale: 'log',
    slider: [4, 200],
  }),
  eliteFraction: field(number(0.01, 1), {
    label: 'elite',
    symbol: '*ρ*',
    doc: 'The share of the candidates, the best ones, that the next generation is drawn around.',
    scale: 'linear',
    slider: [0.05, 0.5],
    step: 0.01,
  }),
  initialStd: field(number(0, 100), {
    label: 'initial deviation',
    symbol: '*σ*_{0}',
    doc: 'Standard deviation of every component of θ among the first candidates.',
    scale: 'log',
    slider: [0.01, 10],
    structural: true,
  }),
  extraNoise: field(number(0, 100), {
    label: 'extra noise',
    symbol: '*ζ*',
    doc: 'Deviation that the elite’s own is widened by, so that the search does not settle too early; it fades out.',
    scale: 'linear',
    slider: [0, 3],
    step: 0.05,
  }),
  noiseGenerations: field(integer(1, 10_000), {
    label: 'noise fades over',
    symbol: '*T*_{ζ}',
    doc: 'Generations until the extra noise is gone.',
    scale: 'log',
    slider: [1, 200],
  }),
} as const;
