import type { ReactNode } from 'react';
import { TextField } from '../platform/ui/fields';
import { useGesture } from './gesture';

/** Longest name and label that the file format takes. */
const MAX_LENGTH = 200;

/** A name that follows every letter: what is typed in one stay in the field is one step of undo. */
export function TextLine({
  id,
  value,
  placeholder,
  onChange,
}: {
  readonly id: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string, gesture: string) => void;
}): ReactNode {
  const gesture = useGesture();
  return (
    <TextField
      id={id}
      value={value}
      maxLength={MAX_LENGTH}
      {...(placeholder === undefined ? {} : { placeholder })}
      onFocus={gesture.begin}
      onChange={(event) => onChange(event.target.value, gesture.current())}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
      }}
    />
  );
}
