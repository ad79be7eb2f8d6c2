import { adaptiveKl } from './adaptive-kl/spec.ts';
import { chainRule } from './chain-rule/spec.ts';
import { clipObjective } from './clip-objective/spec.ts';
import { envView } from './env-view/spec.ts';
import { estimatorVariance } from './estimator-variance/spec.ts';
import { fisher } from './fisher/spec.ts';
import { fisherCost } from './fisher-cost/spec.ts';
import { gaussianGeometry } from './gaussian-geometry/spec.ts';
import { importanceWeights } from './importance-weights/spec.ts';
import { interpolation } from './interpolation/spec.ts';
import { klConstrainedStep } from './kl-constrained-step/spec.ts';
import { klTaylor } from './kl-taylor/spec.ts';
import { learningCurve } from './learning-curve/spec.ts';
import { likelihoodRatio } from './likelihood-ratio/spec.ts';
import { monotonicBound } from './monotonic-bound/spec.ts';
import { networks } from './networks/spec.ts';
import type { ExactPanelSpec, LabSpec, OwnRunsSpec, PanelSpec } from './panel.ts';
import { policyValue } from './policy-value/spec.ts';
import { pseudoCode } from './pseudo-code/spec.ts';
import { reparameterization } from './reparameterization/spec.ts';
import { rlVsSl } from './rl-vs-sl/spec.ts';
import { sameBatch } from './same-batch/spec.ts';
import { sigmoidStep } from './sigmoid-step/spec.ts';
import { stepSizeCliff } from './step-size-cliff/spec.ts';
import { trpoMicroscope } from './trpo-microscope/spec.ts';
import { trustRegionSlice } from './trust-region-slice/spec.ts';
import { vectorField } from './vector-field/spec.ts';
import { workerTimeline } from './worker-timeline/spec.ts';

/** One line a panel. Pure data: no React, no D3. */

/** Panels that draw a run, in the order in which the Lab stacks them. */
export const PANEL_SPECS: readonly PanelSpec[] = [
  envView,
  pseudoCode,
  learningCurve,
  clipObjective,
  adaptiveKl,
  interpolation,
  policyValue,
  workerTimeline,
  trustRegionSlice,
  trpoMicroscope,
  sameBatch,
];

/** Of the exact panels, in the lecture's order: those that train runs of their own. */
export const OWN_RUNS_SPECS: readonly OwnRunsSpec[] = [rlVsSl, stepSizeCliff];

/** Everything that can stand in the Lab, in its order there. */
export const LAB_SPECS: readonly LabSpec[] = [...PANEL_SPECS, ...OWN_RUNS_SPECS];

/** Panels that compute a small problem exactly, in the lecture's order. */
export const EXACT_PANEL_SPECS: readonly ExactPanelSpec[] = [
  likelihoodRatio,
  chainRule,
  reparameterization,
  estimatorVariance,
  networks,
  sigmoidStep,
  ...OWN_RUNS_SPECS,
  gaussianGeometry,
  klTaylor,
  fisher,
  klConstrainedStep,
  vectorField,
  fisherCost,
  importanceWeights,
  monotonicBound,
];
