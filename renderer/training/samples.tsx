import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../platform/language';
import type { DataDescription } from './data-store';
import type { ImageShape } from './match-data';
import styles from './training.module.css';

type Sample = DataDescription['samples'][number];

/** Bytes `[height, width, channels]` as pixels of a canvas: one channel is grey, of more than three the first three count. */
export function toPixels(
  bytes: Uint8Array,
  [height, width, channels]: ImageShape,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(height * width * 4);
  for (let at = 0; at < height * width; at += 1) {
    for (let part = 0; part < 3; part += 1) {
      pixels[at * 4 + part] = bytes[at * channels + (channels < 3 ? 0 : part)] ?? 0;
    }
    pixels[at * 4 + 3] = 255;
  }
  return pixels;
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function SampleImage({
  sample,
  shape,
  label,
}: {
  readonly sample: Sample;
  readonly shape: ImageShape;
  readonly label: string;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height, width] = shape;
  useEffect(() => {
    const pixels = toPixels(bytesOf(sample.pixels), shape);
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [sample, shape, height, width]);
  return <canvas ref={canvas} width={width} height={height} role="img" aria-label={label} />;
}

/** Images of a data set, each with the name of its class. @param most at most so many */
export function Samples({
  described,
  most,
  named,
}: {
  readonly described: DataDescription;
  readonly most: number;
  /** Whether the names of the classes stand below the images. */
  readonly named: boolean;
}): ReactNode {
  const t = useWords();
  const { shape, classes, samples } = described;
  if (shape === null || samples.length === 0) return null;
  return (
    <ul className={named ? styles.samples : styles.strip} aria-label={t('training.samples')}>
      {samples.slice(0, most).map((sample, index) => {
        const label = classes[sample.label] ?? String(sample.label);
        return (
          <li key={index}>
            <SampleImage sample={sample} shape={shape} label={label} />
            {named && <span aria-hidden>{label}</span>}
          </li>
        );
      })}
    </ul>
  );
}
