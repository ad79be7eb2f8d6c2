import { restoreArray } from '../checkpoint-part.ts';
import type { Draw } from '../envs/environment.ts';
import { standardNormal } from '../envs/noise.ts';
import type { RunPart } from '../run.ts';
import type { CheckpointPart } from '../run-spec.ts';

export interface NoiseSettings {
  readonly actionNoise: 'gaussian' | 'ornstein-uhlenbeck';
  readonly noiseSigma: number;
  /** Only Ornstein-Uhlenbeck noise is drawn back. */
  readonly noiseTheta: number;
}

/** Time of one step on the clock of Ornstein-Uhlenbeck noise, Stable-Baselines3's value. */
const TIME_STEP = 0.01;

/**
 * What is added to a deterministic policy's actions so that it sees something new.
 *
 * - `gaussian`: n_t ~ N(0, σ²), independent.
 * - `ornstein-uhlenbeck`: n_t = n_{t−1} − ϑ n_{t−1} Δt + σ √Δt z_t, which pushes the same way for a while: it has inertia
 *   to lend where a single push changes little. Each episode begins at 0; in the long run its deviation is σ / √(2ϑ).
 *   Source: Uhlenbeck and Ornstein 1930; Lillicrap et al. 2015, section 3.
 */
export class ActionNoise implements RunPart {
  /** n_t, a number for each component. */
  readonly value: Float64Array;

  constructor(components: number) {
    this.value = new Float64Array(components);
  }

  /** n_t ← the next one; two draws a component. */
  advance({ actionNoise, noiseSigma, noiseTheta }: NoiseSettings, draw: Draw): void {
    const { value } = this;
    for (let i = 0; i < value.length; i++) {
      const z = standardNormal(draw);
      if (actionNoise === 'gaussian') value[i] = noiseSigma * z;
      else value[i]! += -noiseTheta * value[i]! * TIME_STEP + noiseSigma * Math.sqrt(TIME_STEP) * z;
    }
  }

  /** An episode begins. */
  restart(): void {
    this.value.fill(0);
  }

  save(): CheckpointPart {
    return { value: this.value.slice() };
  }

  load(part: CheckpointPart): void {
    restoreArray(part, 'value', this.value);
  }
}
