import { ChatReportsController } from './chat-reports.controller.ts';
import { ChatController } from './chat.controller.ts';

export const CHAT_CONTROLLERS = [ChatReportsController, ChatController];
