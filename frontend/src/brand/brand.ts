/** What a brand brings: its style sheet (imported by its module) and its pieces of the header and footer. */
import type { ComponentType } from 'react';

export interface Brand {
  /** At the left of the header, before the service's name. */
  Mark: ComponentType;
  /** Who answers for the service, at the foot of each page. */
  Owner: ComponentType;
}
