/**
 * What can leave the numbers in nearly every algorithm, for its Monitor: under the same words everywhere, each at the
 * pseudo-code line of the algorithm that computes it, by the step size that led there.
 */

/** A step of θ: the policy that it leads to. */
export const stepTrouble = (line: number, stepSizeKey: string) => ({
  kl: { what: 'KL(π_old ‖ π_new)', line, stepSizeKey },
  entropy: { what: 'the entropy', line, stepSizeKey },
  stepNorm: { what: 'θ', line, stepSizeKey },
});

/** A fit of V_φ. */
export const valueTrouble = (line: number, stepSizeKey: string) => ({
  valueLoss: { what: 'the value loss', line, stepSizeKey },
  valueGradNorm: { what: 'the gradient of the value loss', line, stepSizeKey },
});
