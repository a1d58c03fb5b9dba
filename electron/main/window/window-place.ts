import fs from 'node:fs';
import * as z from 'zod';
import { saveFile } from '../../engine/files/atomic';

const placeSchema = z.strictObject({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
  maximized: z.boolean(),
});
/** Where a window was, in screen coordinates, when it is not maximised. */
export type WindowPlace = z.infer<typeof placeSchema>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SMALLEST = { width: 900, height: 600 } as const;
const USUAL = { width: 1440, height: 900 } as const;
/** So much of a window's top must be on some screen, to drag it by. */
const REACHABLE = 100;

/**
 * The place a window was left at; null when there is none or it is damaged. Read at once, not soon: the window opens
 * with it.
 */
export function readPlace(file: string): WindowPlace | null {
  try {
    const parsed = placeSchema.safeParse(JSON.parse(fs.readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Keeps the place; also when the app is about to end, so at once. */
export function writePlace(file: string, place: WindowPlace): void {
  saveFile(file, `${JSON.stringify(place)}\n`);
}

/**
 * Where to open a window.
 * @param screens the screens' working areas, the main one first
 * @returns without x and y where the system should choose
 */
export function placeFor(
  left: WindowPlace | null,
  screens: readonly Area[],
): { x?: number; y?: number; width: number; height: number } {
  const [main] = screens;
  if (left === null || main === undefined) {
    const { width = USUAL.width, height = USUAL.height } = main ?? {};
    return { width: Math.min(USUAL.width, width), height: Math.min(USUAL.height, height) };
  }
  const width = Math.max(SMALLEST.width, left.width);
  const height = Math.max(SMALLEST.height, left.height);
  const isReachable = screens.some(
    (screen) =>
      left.x + width > screen.x + REACHABLE &&
      left.x < screen.x + screen.width - REACHABLE &&
      left.y >= screen.y &&
      left.y < screen.y + screen.height - REACHABLE,
  );
  return isReachable ? { x: left.x, y: left.y, width, height } : { width, height };
}
