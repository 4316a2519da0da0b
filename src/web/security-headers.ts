// The home of what a browser may do with our pages: show them, run our one script, send forms to us, and nothing else.

import { secureHeaders } from 'hono/secure-headers';

const none = ["'none'"];
const self = ["'self'"];

export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: none,
    styleSrc: self,
    scriptSrc: self,
    // The script asks by fetch.
    connectSrc: self,
    imgSrc: ["'self'", 'data:'],
    formAction: self,
    baseUri: none,
    frameAncestors: none,
  },
  // With no-referrer browsers send our own forms with `Origin: null`, which looks forged to browsers'
  // elder versions, that know no Sec-Fetch-Site. Other sites learn nothing either way.
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  permissionsPolicy: {
    camera: [],
    microphone: [],
    geolocation: [],
    payment: [],
    usb: [],
    browsingTopics: [],
  },
  // Whether the site is reached by https is for whoever puts it on the public internet to say.
  strictTransportSecurity: false,
});
