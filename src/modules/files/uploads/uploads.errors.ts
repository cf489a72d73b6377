import { defineProblem } from '../../../common/errors/problem.ts';

export const uploadMissing = defineProblem(
  'upload-missing',
  422,
  'Nothing was sent',
  'The file has not arrived. Send it to the `url` of this upload, then say that it is complete.',
);
export const tooManyUploads = defineProblem(
  'too-many-uploads',
  422,
  'Too many uploads',
  'Use the uploads you have, or wait: those that nothing uses vanish after a day.',
);
export const uploadNotUsable = defineProblem(
  'upload-not-usable',
  422,
  'Upload cannot be used',
  'It is not yours, for another purpose, not complete, refused, or used already; `uploads` says which.',
);
export const linkInvalid = defineProblem(
  'link-invalid',
  403,
  'Link not valid',
  'This link is expired, changed, or for something else. Ask for a new one.',
);
export const sizeDiffers = defineProblem(
  'upload-size-differs',
  422,
  'Another size',
  'These are not as many bytes as were declared. Nothing was kept; send the file again, or declare another upload.',
);
