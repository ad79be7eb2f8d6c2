import type { Claim } from './claims.ts';

/** A link that is a lesson, with what it says of its own run: `npm run -s bench:presets` holds every one to it. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** One line. */
  readonly question: string;
  /** What happens, in a sentence: no more than the claims say. */
  readonly says: string;
  /** Query of the Lab's address. */
  readonly link: string;
  readonly claims: readonly Claim[];
}

/** A run that went wrong, to be diagnosed. */
export interface ClinicCase extends Preset {
  /** What one sees. */
  readonly symptom: string;
  /** What it might be, in rich-text markup; one is right. */
  readonly diagnoses: readonly string[];
  readonly right: number;
  /** Why. */
  readonly because: string;
  /** The one parameter that mends it, and what it is changed to. */
  readonly fix: { readonly key: string; readonly value: number | string | boolean };
  /** What the mended run says of itself. */
  readonly mended: readonly Claim[];
}
