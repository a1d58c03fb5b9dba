import { useEffect, useRef, useState, type RefObject } from 'react';

/** How far from the window's edge something counts as seen, so that it is there when one scrolls to it. */
const NEAR = '480px';

/** Whether an element has come near what its scrolling `main` shows; then it stays so. */
export function useSeen<E extends Element>(): readonly [ref: RefObject<E | null>, seen: boolean] {
  const ref = useRef<E>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null || seen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { root: element.closest('main'), rootMargin: NEAR },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [seen]);
  return [ref, seen];
}
