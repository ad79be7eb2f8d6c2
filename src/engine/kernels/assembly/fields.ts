// Where the arrays of a network and of a head lie: asked for once by whoever makes views of them.
import { Head } from './head';
import { Network } from './network';

export function parametersOf(network: usize): i32 {
  return changetype<Network>(network).parameters;
}
export function thetaOf(network: usize): usize {
  return changetype<Network>(network).theta;
}
export function gradientOf(network: usize): usize {
  return changetype<Network>(network).gradient;
}
export function inputOf(network: usize): usize {
  return changetype<Network>(network).input;
}
export function outputOf(network: usize): usize {
  return changetype<Network>(network).output;
}
export function dInputOf(network: usize): usize {
  return changetype<Network>(network).dInput;
}
export function dOutputOf(network: usize): usize {
  return changetype<Network>(network).dOutput;
}

export function codesOf(head: usize): usize {
  return changetype<Head>(head).codes;
}
export function advantagesOf(head: usize): usize {
  return changetype<Head>(head).advantages;
}
export function oldLogProbabilitiesOf(head: usize): usize {
  return changetype<Head>(head).oldLogProbabilities;
}
export function oldHeadsOf(head: usize): usize {
  return changetype<Head>(head).oldHeads;
}
export function oldLogStdOf(head: usize): usize {
  return changetype<Head>(head).oldLogStd;
}
export function logProbabilitiesOf(head: usize): usize {
  return changetype<Head>(head).logProbabilities;
}
export function entropiesOf(head: usize): usize {
  return changetype<Head>(head).entropies;
}
export function divergencesOf(head: usize): usize {
  return changetype<Head>(head).divergences;
}
export function ratiosOf(head: usize): usize {
  return changetype<Head>(head).ratios;
}
export function resultsOf(head: usize): usize {
  return changetype<Head>(head).results;
}
