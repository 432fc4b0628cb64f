/** Something secret, shown for a minute: longer while it is pointed at or has the focus. */
import { useEffect, useState } from 'react';

export const SHOWN_SECONDS = 60;

export function useShownForAWhile() {
  const [visible, setVisible] = useState(true);
  const [left, setLeft] = useState(SHOWN_SECONDS);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const held = pointed || focused;

  useEffect(() => {
    if (!visible || held) return;
    const timer = setInterval(() => setLeft((before) => before - 1), 1000);
    return () => clearInterval(timer);
  }, [visible, held]);

  useEffect(() => {
    if (left <= 0) setVisible(false);
  }, [left]);

  return {
    visible,
    /** Seconds before it is hidden. */
    left,
    held,
    toggle: () => {
      setLeft(SHOWN_SECONDS);
      setVisible(!visible);
    },
    /** For the element that keeps it shown. */
    holding: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  };
}
