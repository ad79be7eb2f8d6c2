/** How far to go along x = F⁻¹ĝ. */
export type StepRule =
  /** So far that the KL is δ, to second order. */
  | { readonly rule: 'kl'; readonly delta: number }
  /** By a fixed α. */
  | { readonly rule: 'fixed'; readonly stepSize: number }
  /** To the maximum of ĝᵀd − ½ λ dᵀFd: d = x/λ (∂/∂d of ½ λ dᵀFd is λFd). */
  | { readonly rule: 'penalty'; readonly lambda: number };

/** The factor of x; 0 where x has no length. @param xFx xᵀFx, which for x = F⁻¹ĝ is ĝᵀF⁻¹ĝ */
export function stepScale(step: StepRule, xFx: number): number {
  switch (step.rule) {
    case 'kl':
      return xFx > 0 ? Math.sqrt((2 * step.delta) / xFx) : 0;
    case 'fixed':
      return step.stepSize;
    case 'penalty':
      return 1 / step.lambda;
  }
}

/** ½ dᵀFd for d = scale · x: the KL that the step should cost. */
export const predictedKl = (scale: number, xFx: number): number => 0.5 * scale * scale * xFx;
