import { useRef } from 'react';

let made = 0;

/** An id for the edits of one stay in a field: together they are one step of undo. */
export function newGesture(): string {
  made += 1;
  return `inspector-${made}`;
}

/** The gesture of a field: a new one each time that the keyboard comes into it. */
export function useGesture(): { readonly begin: () => void; readonly current: () => string } {
  const gesture = useRef<string | null>(null);
  return {
    begin: () => {
      gesture.current = newGesture();
    },
    current: () => (gesture.current ??= newGesture()),
  };
}
