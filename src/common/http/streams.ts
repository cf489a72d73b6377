/** Of a route whose handler reads the body itself, bytes as they come; every other takes JSON only. */
export const TAKES_STREAMS = { takesStreams: true };
/** What is sent to such a route. */
export const STREAMED_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
