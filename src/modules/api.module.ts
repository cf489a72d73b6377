import { Module } from '@nestjs/common';
import { ACCOUNTS_CONTROLLERS } from './accounts/accounts.controllers.ts';
import { AccountsModule } from './accounts/accounts.module.ts';
import { BOOKING_CONTROLLERS } from './booking/booking.controllers.ts';
import { BookingModule } from './booking/booking.module.ts';
import { CHAT_CONTROLLERS } from './chat/chat.controllers.ts';
import { ChatModule } from './chat/chat.module.ts';
import { FILES_CONTROLLERS } from './files/files.controllers.ts';
import { FilesModule } from './files/files.module.ts';
import { NOTIFY_CONTROLLERS } from './notify/notify.controllers.ts';
import { NotifyModule } from './notify/notify.module.ts';
import { RECORDS_CONTROLLERS } from './records/records.controllers.ts';
import { RecordsModule } from './records/records.module.ts';
import { SHOP_CONTROLLERS } from './shop/shop.controllers.ts';
import { ShopModule } from './shop/shop.module.ts';

/** Every controller; loaded by role api only. */
@Module({
  imports: [AccountsModule, BookingModule, ChatModule, FilesModule, NotifyModule, RecordsModule, ShopModule],
  controllers: [
    ...ACCOUNTS_CONTROLLERS,
    ...BOOKING_CONTROLLERS,
    ...CHAT_CONTROLLERS,
    ...FILES_CONTROLLERS,
    ...NOTIFY_CONTROLLERS,
    ...RECORDS_CONTROLLERS,
    ...SHOP_CONTROLLERS,
  ],
})
export class ApiModule {}
