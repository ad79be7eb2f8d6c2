import type { ClinicCase, Preset } from './preset.ts';
import { decode, encode } from './url.ts';

/** The preset's address in the Lab. */
export const presetLink = ({ link }: Pick<Preset, 'link'>): string => `#/lab?${link}`;

/** The same experiment with the one parameter changed that mends it. */
export function mendedLink({ link, fix }: Pick<ClinicCase, 'link' | 'fix'>): string {
  const { experiment } = decode(presetLink({ link }));
  return encode({ ...experiment, config: { ...experiment.config, [fix.key]: fix.value } });
}
