// The kernel's exports. Addresses are bytes in its memory; vectors and rows are float32 unless said otherwise.
export { allocate } from './arena';
export { remember } from './distribution';
export { doubleProduct, doubleTanh } from './doubles';
export { mapExp, mapLog, mapSigmoid, mapSoftplus, mapTanh } from './elementary';
export * from './fields';
export { createHead, reserveHead } from './head';
export { createNetwork, pack, reserve } from './network';
export { measure, objective, valueLoss } from './objective';
export { adam, dropDust } from './optimizer';
export { backward, backwardInput, forward } from './passes';
export { gather } from './rows';
export { fisherProduct, tangents } from './tangent';
export { addScaled, average, copy, dot, limitNorm, scale } from './vector';
export { multiplyAdds } from './yardstick';
