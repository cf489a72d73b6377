import { defineProblem } from '../../../common/errors/problem.ts';

export const uploadMissing = defineProblem(
  'upload-missing',
  422,
  'File not received',
  'The file has not arrived. Send the file to the `url` of this upload, then complete the upload.',
);
export const tooManyUploads = defineProblem(
  'too-many-uploads',
  422,
  'Too many uploads',
  'You have too many unused uploads. Use them, or wait: an unused upload is deleted after a day.',
);
export const uploadNotUsable = defineProblem(
  'upload-not-usable',
  422,
  'Upload cannot be used',
  'The upload is not yours, has another purpose, is not complete, was refused, or is used already. `uploads` lists it.',
);
export const linkInvalid = defineProblem(
  'link-invalid',
  403,
  'Link not valid',
  'This link has expired, was changed, or is for something else. Ask for a new link.',
);
export const sizeDiffers = defineProblem(
  'upload-size-differs',
  422,
  'Size differs',
  'The file does not have the declared size, so nothing was kept. Send the file again, or declare another upload.',
);
