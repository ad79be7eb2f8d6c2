import { describe, expect, it } from 'vitest';
import { writeValue } from './values.ts';

describe('writeValue', () => {
  it('names a quantity before its value, and counts before what they count', () => {
    expect(writeValue({ label: 'KL', value: 0.00823 })).toBe('KL 0.0082');
    expect(writeValue({ label: 'steps', value: 4096 })).toBe('4,096 steps');
    expect(writeValue({ label: 'episodes ended', value: 0 })).toBe('0 episodes ended');
    expect(writeValue({ label: 'episodes ended', value: 1 })).toBe('1 episode ended');
    expect(writeValue({ label: 'steps', value: 1 })).toBe('1 step');
    expect(writeValue({ label: 'loss', value: 2 })).toBe('loss 2');
    expect(writeValue({ label: '*k*', value: 42 })).toBe('*k* 42');
    expect(writeValue({ label: 'epoch', value: '3/4 · 11/16' })).toBe('epoch 3/4 · 11/16');
    expect(writeValue({ label: '', value: -0.5 })).toBe('\u22120.500');
  });
});
