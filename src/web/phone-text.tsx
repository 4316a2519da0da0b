// Shows text with its telephone numbers ready to be called.

import type { FC } from 'hono/jsx';

/** Emergency numbers, hotlines, and numbers with an area code, where they are not part of a longer figure or an amount. */
const phone =
  /(?<![\d.])(110|119|120|122|12\d{3}|96110|0\d{2,3}-\d{7,8})(?![\d.]|\s*[元万件条%％])/;

export const PhoneText: FC<{ text: string }> = ({ text }) => (
  <>
    {text
      .split(phone)
      .map((part, index) =>
        index % 2 === 0 ? part : <a href={`tel:${part.replaceAll('-', '')}`}>{part}</a>,
      )}
  </>
);
