import type { Part } from '../courses.ts';
import type { Layout, Quantity } from './layout.ts';

/** F written down is the Fisher information's purple, its products are ink: nobody writes F down for them. */
export const COLOUR: Readonly<Record<Part, 'kl' | 'ink'>> = { build: 'kl', factor: 'kl', products: 'ink' };

/** Names at the lines' ends, in two lengths. */
export const NAMES: Readonly<Record<Quantity, Readonly<Record<Part, readonly [long: string, short: string]>>>> = {
  time: {
    factor: ['Cholesky', 'Cholesky'],
    build: ['writing *F*', 'write *F*'],
    products: ['ten *F v*', 'ten *F v*'],
  },
  memory: {
    factor: ['', ''],
    build: ['*F*, its factor', '*F* and factor'],
    products: ['vectors', 'vectors'],
  },
};

/** On a phone the names at the ends of the lines leave no room for a reading there: then the reading says them. */
export const readsAmongNames = ({ narrow, x, right, em }: Layout, n: number): boolean =>
  narrow && right - x(n) < em * 11;
