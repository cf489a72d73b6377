import { defineProblem } from '../../common/errors/problem.ts';

export const conversationBlocked = defineProblem(
  'conversation-blocked',
  403,
  'Conversation blocked',
  'A party has blocked this conversation. Nobody can write until every party who blocked it has unblocked it.',
);
export const conversationClosed = defineProblem(
  'conversation-closed',
  422,
  'Conversation closed',
  'The last visit is too long ago. The messages can still be read; a new booking opens the conversation again.',
);
