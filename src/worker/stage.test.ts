import { beforeEach, describe, expect, it } from 'vitest';
import { fakeTrainers, SPEC } from './testing/fake-trainer.ts';
import { InProcessWorker } from './testing/in-process-worker.ts';
import { SimulatedLoop } from './testing/simulated-loop.ts';

let loop: SimulatedLoop;
let worker: InProcessWorker;
let looks: boolean;

const start = () => {
  loop = new SimulatedLoop();
  looks = true;
  worker = new InProcessWorker(loop, fakeTrainers({ loop, lineTime: 4 }).create);
  worker.onmessage = ({ data }) => {
    if (data.type === 'progress') worker.postMessage({ type: 'taken', id: data.id });
    if (data.type === 'stage' && looks) worker.postMessage({ type: 'stage-taken' });
  };
  worker.postMessage({ type: 'start', run: 1, spec: SPEC, checkpoint: null });
};
const frames = () => worker.all('stage');
const want = (copies: number, theta: Float32Array | null = null) =>
  worker.postMessage({ type: 'want', diagnostics: [], stage: { copies, theta }, studies: [] });
const pauseAfter = async (milliseconds: number) => {
  worker.postMessage({ type: 'play' });
  await loop.pass(milliseconds);
  worker.postMessage({ type: 'pause' });
  await loop.until(() => worker.state === 'paused');
};

describe('the stage', () => {
  beforeEach(start);

  it('shows one still picture of the start before anything was played', async () => {
    want(4);
    await loop.pass(2000);
    expect(frames()).toHaveLength(1);
    const [frame] = frames();
    expect(frame).toMatchObject({ copies: 4, steps: new Uint32Array(4), ended: new Uint8Array(4) });
    expect(frame!.actions).toEqual(new Float32Array(4).fill(Number.NaN));
    expect(new Set(frame!.states).size).toBe(16);
  });

  it('acts at its natural pace, 50 steps of CartPole a second, in about 30 pictures', async () => {
    await pauseAfter(500);
    want(1);
    await loop.until(() => frames().length > 0);
    const before = frames().length;
    const began = frames().at(-1)!.steps[0]!;
    await loop.pass(300);
    expect(frames().length - before).toBeGreaterThanOrEqual(8);
    expect(frames().length - before).toBeLessThanOrEqual(10);
    expect(frames().at(-1)!.steps[0]! - began).toBeGreaterThanOrEqual(13);
    expect(frames().at(-1)!.steps[0]! - began).toBeLessThanOrEqual(15);
  });

  it('acts slower or faster than the world where that is asked for', async () => {
    await pauseAfter(500);
    const stepsIn = async (milliseconds: number, speed: number) => {
      worker.postMessage({ type: 'want', diagnostics: [], stage: { copies: 1, theta: null, speed }, studies: [] });
      await loop.until(() => frames().at(-1)?.steps[0] === 1 && frames().at(-1)?.ended[0] === 0);
      const began = loop.now();
      await loop.until(() => loop.now() - began >= milliseconds || frames().at(-1)!.ended[0] === 1);
      return { steps: frames().at(-1)!.steps[0]!, passed: loop.now() - began };
    };
    const slow = await stepsIn(1000, 0.1);
    expect(slow.steps - 1).toBeGreaterThanOrEqual(Math.floor(slow.passed / 200) - 1);
    expect(slow.steps - 1).toBeLessThanOrEqual(Math.ceil(slow.passed / 200) + 1);
    const natural = await stepsIn(150, 1);
    expect((natural.steps - 1) / natural.passed).toBeGreaterThan(0.03);
    expect((natural.steps - 1) / natural.passed).toBeLessThan(0.08);
  });

  it('gets through whole episodes between two pictures when it may go as fast as it can', async () => {
    await pauseAfter(100);
    worker.postMessage({
      type: 'want',
      diagnostics: [],
      stage: { copies: 4, theta: null, speed: Number.POSITIVE_INFINITY },
      studies: [],
    });
    await loop.until(() => frames().length > 3);
    const before = frames().length;
    await loop.pass(330);
    const seen = frames().slice(before);
    // about thirty pictures a second still, none of them like the one before
    expect(seen.length).toBeGreaterThanOrEqual(8);
    expect(seen.length).toBeLessThanOrEqual(11);
    for (const [i, frame] of seen.entries()) if (i > 0) expect(frame.states).not.toEqual(seen[i - 1]!.states);
    const lengths = seen.map(({ steps }) => steps[0]!);
    expect(lengths.some((steps, i) => i > 0 && steps <= lengths[i - 1]!)).toBe(true);
  });

  it('lets an ended copy stand still for 0.7 s, then begins its next episode', async () => {
    await pauseAfter(100);
    want(1);
    await loop.until(() => frames().at(-1)?.ended[0] === 1);
    const fell = loop.now();
    const { states, steps, returns } = frames().at(-1)!;
    await loop.pass(500);
    expect(frames().at(-1)).toMatchObject({ states, steps, returns });
    expect(returns[0]).toBe(steps[0]);
    await loop.until(() => frames().at(-1)!.ended[0] === 0);
    expect(loop.now() - fell).toBeGreaterThan(600);
    expect(loop.now() - fell).toBeLessThan(850);
    expect(frames().at(-1)!.steps[0]).toBeLessThan(5);
  });

  it('acts under the θ looked back at, also beside an idle run', async () => {
    want(2, Float32Array.of(0.25, 0));
    await loop.pass(500);
    expect(frames().length).toBeGreaterThan(5);
    expect(frames().at(-1)!.policy).toEqual(Float32Array.of(0.25, 0.25));
  });

  it('follows the policy in training', async () => {
    want(1);
    worker.postMessage({ type: 'play' });
    await loop.pass(3000);
    const latest = worker.all('progress').at(-1)!.iterations.at(-1)!.iteration;
    expect(frames().at(-1)!.policy[0]).toBeGreaterThan(latest - 12);
  });

  it('has one picture on its way, and does nothing while nobody looks', async () => {
    looks = false;
    await pauseAfter(100);
    want(1);
    await loop.pass(3000);
    expect(frames()).toHaveLength(1);
    looks = true;
    worker.postMessage({ type: 'stage-taken' });
    await loop.pass(500);
    expect(frames().length).toBeGreaterThan(5);
  });

  it('neither slows training by more than a tenth nor changes it', async () => {
    const recordsAfter = async (copies: number) => {
      start();
      if (copies > 0) want(copies);
      worker.postMessage({ type: 'play' });
      await loop.pass(20_000);
      return worker.all('progress').flatMap(({ iterations }) => iterations);
    };
    const alone = await recordsAfter(0);
    const watched = await recordsAfter(16);
    expect(watched.length).toBeGreaterThan(0.9 * alone.length);
    expect(watched.map((record) => record.fingerprint)).toEqual(
      alone.slice(0, watched.length).map((record) => record.fingerprint),
    );
  });
});
