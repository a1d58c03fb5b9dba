import { describe, expect, it } from 'vitest';
import { parseNumber, stepNumber } from './number-text';

const channels = { min: 1, max: 512, integer: true };
const rate = { min: 0, max: 0.9999, integer: false };

describe('reading a number', () => {
  it.each([
    ['96', 96],
    [' 96 ', 96],
    ['９６', 96],
    ['+1', 1],
    ['1e2', 100],
    ['512', 512],
  ])('takes %j', (text, value) => {
    expect(parseNumber(text, channels)).toEqual({ ok: true, value });
  });

  it('takes thousands parted by commas, and not a comma for a point', () => {
    expect(parseNumber('4,096', { ...channels, max: 5000 })).toEqual({ ok: true, value: 4096 });
    expect(parseNumber('0,5', rate)).toEqual({ ok: false, reason: 'number' });
  });

  it.each([
    ['', 'number'],
    ['-', 'number'],
    ['12px', 'number'],
    ['0x10', 'number'],
    ['Infinity', 'number'],
    ['1e999', 'number'],
    ['2.5', 'integer'],
    ['0', 'range'],
    ['513', 'range'],
    ['-3', 'range'],
  ] as const)('refuses %j: %s', (text, reason) => {
    expect(parseNumber(text, channels)).toEqual({ ok: false, reason });
  });

  it('takes decimals where they are allowed', () => {
    expect(parseNumber('.5', rate)).toEqual({ ok: true, value: 0.5 });
    expect(parseNumber('1e-5', rate)).toEqual({ ok: true, value: 1e-5 });
    expect(parseNumber('1', rate)).toEqual({ ok: false, reason: 'range' });
  });
});

describe('stepping', () => {
  it('moves integers by one, by ten with Shift, and stops at the limits', () => {
    expect(stepNumber(16, true, false, channels)).toBe(17);
    expect(stepNumber(16, false, true, channels)).toBe(6);
    expect(stepNumber(5, false, true, channels)).toBe(1);
    expect(stepNumber(510, true, true, channels)).toBe(512);
  });

  it('moves decimals in their leading digit, without dust, and comes back the same way', () => {
    expect(stepNumber(0.5, true, false, rate)).toBe(0.6);
    expect(stepNumber(0.2, true, false, rate)).toBe(0.3);
    expect(stepNumber(1e-5, true, false, rate)).toBe(2e-5);
    expect(stepNumber(0.01, false, false, rate)).toBe(0.009);
    expect(stepNumber(0.009, true, false, rate)).toBe(0.01);
    expect(stepNumber(0.9, true, false, rate)).toBe(0.9999);
    expect(stepNumber(0, true, false, rate)).toBe(0.1);
  });
});
