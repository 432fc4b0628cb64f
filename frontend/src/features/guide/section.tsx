/** A part of our guide: where it is in the page, what it is called, what it says. */
import type { ReactNode } from 'react';

export interface GuideSection {
  /** Its anchor, which links in the service and bookmarks rely on. */
  id: string;
  title: string;
  body: ReactNode;
}

export interface GuidePart {
  title: string;
  sections: readonly GuideSection[];
}
