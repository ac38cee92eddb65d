import type { ComponentChildren } from 'preact';

/** A table that may be wider than its page: it scrolls by itself, by the keyboard too. @param label what the table holds */
export const Scroll = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class="scroll" tabIndex={0} role="group" aria-label={label}>
    {children}
  </div>
);
