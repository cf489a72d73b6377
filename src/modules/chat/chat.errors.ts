import { defineProblem } from '../../common/errors/problem.ts';

export const conversationBlocked = defineProblem(
  'conversation-blocked',
  403,
  'Blocked',
  'One of the two has blocked this conversation; nobody can write until it is unblocked by whoever blocked it.',
);
export const conversationClosed = defineProblem(
  'conversation-closed',
  422,
  'Conversation closed',
  'The last visit is too long ago. It can still be read; a new booking opens it again.',
);
