// A link to a page of somebody else; words alone when the address is not one a browser may open.

import type { FC, PropsWithChildren } from 'hono/jsx';
import { httpUrl } from './http-url.ts';

export const OutsideLink: FC<PropsWithChildren<{ url: string }>> = ({ url, children }) => {
  const href = httpUrl(url);
  return href === undefined ? (
    <span>{children}</span>
  ) : (
    <a href={href} rel="noopener external">
      {children}
    </a>
  );
};
