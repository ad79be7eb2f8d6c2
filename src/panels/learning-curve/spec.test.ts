import { describe, expect, it } from 'vitest';
import { clockName } from './spec.ts';

describe('the name of the axis', () => {
  it('counts steps in an environment where somebody acts, and samples where an expert is copied', () => {
    expect(clockName('steps', ['ppo-clip', 'trpo'])).toBe('environment steps');
    expect(clockName('steps', ['behavior-cloning'])).toBe('expert samples');
  });

  it('says no more than both have in common', () => {
    expect(clockName('steps', ['behavior-cloning', 'reinforce'])).toBe('steps');
    expect(clockName('updates', ['behavior-cloning'])).toBe('updates of *θ*');
  });
});
