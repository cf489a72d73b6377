/** Settings of a route whose handler reads the bytes of the body itself as they arrive. Other routes take JSON only. */
export const TAKES_STREAMS = { takesStreams: true };
/** The types of files that such a route accepts. */
export const STREAMED_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
