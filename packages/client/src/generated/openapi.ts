/** Generated from docs/openapi.json by `npm run docs`: do not edit. */
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HealthController_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["HealthController_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AdminUsersController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["AdminUsersController_change"];
        trace?: never;
    };
    "/api/v1/auth/signup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AuthController_signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/signin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AuthController_signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AuthController_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/signout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AuthController_signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["SessionsController_list"];
        put?: never;
        post?: never;
        delete: operations["SessionsController_endOthers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["SessionsController_endOne"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["MeController_get"];
        put?: never;
        post?: never;
        delete: operations["PrivacyController_close"];
        options?: never;
        head?: never;
        patch: operations["MeController_change"];
        trace?: never;
    };
    "/api/v1/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CredentialsController_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CredentialsController_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CredentialsController_forgot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CredentialsController_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["MyCredentialsController_changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["MyCredentialsController_changeEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["MyCredentialsController_changePhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["MyIdentitiesController_list"];
        put?: never;
        post: operations["MyIdentitiesController_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/identities/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["MyIdentitiesController_unlink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oauth/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["OauthController_exchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oauth/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["OauthController_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oauth/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["WebOauthController_begin"];
        put?: never;
        post: operations["OauthController_signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oauth/{provider}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["WebOauthController_finish"];
        put?: never;
        post: operations["WebOauthController_finishForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/barbers/me/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["MyVerificationController_get"];
        put: operations["MyVerificationController_submit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["VerificationController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/verifications/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["VerificationController_open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/verifications/{userId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["VerificationController_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/verifications/{userId}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["VerificationController_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BookingsController_list"];
        put?: never;
        post: operations["BookingsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/barbers/me/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BookingsController_createForGuest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BookingsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BookingsController_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BookingsController_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{id}/depart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BookingsController_depart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BookingsController_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BookingsController_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BookingsController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{id}/no-show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BookingsController_noShow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{id}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["BookingsController_reschedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/conversation-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ChatReportsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ChatController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ChatController_listMessages"];
        put?: never;
        post: operations["ChatController_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ChatController_block"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ChatController_unblock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["ChatController_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["UploadsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["UploadsController_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["UploadsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dev/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DevInboxController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["DevicesController_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/devices/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["DevicesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["FeedController_missed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["NotificationsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["NotificationsController_markRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AuditController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ExportsController_view"];
        put?: never;
        post: operations["ExportsController_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/integrity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["IntegrityController_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/barbers/{id}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AvailabilityController_of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/barbers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["BarbersController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/barbers/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["MyBarberController_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["MyBarberController_change"];
        trace?: never;
    };
    "/api/v1/barbers/me/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["MyBarberController_setServices"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/barbers/me/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["MyBarberController_setHours"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/barbers/me/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["MyBarberController_exceptions"];
        put: operations["MyBarberController_setExceptions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/barbers/me/online": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["MyBarberController_setOnline"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ServicesController_list"];
        put?: never;
        post: operations["ServicesController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["ServicesController_remove"];
        options?: never;
        head?: never;
        patch: operations["ServicesController_change"];
        trace?: never;
    };
    "/api/v1/barbers/nearby": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["NearbyController_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/barbers/me/time-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["TimeOffController_list"];
        put?: never;
        post: operations["TimeOffController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/barbers/me/time-off/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["TimeOffController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        Readiness: {
            /** @enum {string} */
            status: "ok";
            /** @enum {string} */
            mongodb: "up";
            /** @enum {string} */
            redis: "up";
        };
        AdminUserPage: {
            items: components["schemas"]["AdminUser"][];
            nextCursor: string | null;
        };
        AdminUser: {
            id: string;
            email?: string;
            phone?: string;
            name: string;
            /** @enum {string} */
            role: "customer" | "barber" | "admin";
            isVerified: boolean;
            emailVerified: boolean;
            phoneVerified: boolean;
            verification: {
                /** @enum {string} */
                status: "none" | "pending" | "approved" | "rejected";
            };
            preferences: {
                notifications: {
                    email: boolean;
                    push: boolean;
                    sms: boolean;
                };
                language: string;
                timezone: string;
                quietHours: {
                    start: string;
                    end: string;
                } | null;
            };
            avatar?: string;
            /** Format: date-time */
            createdAt: string;
            suspended: boolean;
        };
        ChangeUser: {
            /** @enum {string} */
            role?: "customer" | "barber" | "admin";
            suspended?: boolean;
        };
        SignUp: {
            email?: string;
            phone?: string;
            password: string;
            name: string;
            /** @enum {string} */
            role: "customer" | "barber";
            device?: {
                name: string;
                /** @enum {string} */
                platform: "ios" | "android" | "web";
            };
        };
        SignedIn: {
            user: components["schemas"]["User"];
            accessToken: string;
            refreshToken: string;
        };
        User: {
            id: string;
            email?: string;
            phone?: string;
            name: string;
            /** @enum {string} */
            role: "customer" | "barber" | "admin";
            isVerified: boolean;
            emailVerified: boolean;
            phoneVerified: boolean;
            verification: {
                /** @enum {string} */
                status: "none" | "pending" | "approved" | "rejected";
            };
            preferences: {
                notifications: {
                    email: boolean;
                    push: boolean;
                    sms: boolean;
                };
                language: string;
                timezone: string;
                quietHours: {
                    start: string;
                    end: string;
                } | null;
            };
            avatar?: string;
            /** Format: date-time */
            createdAt: string;
        };
        SignIn: {
            email?: string;
            phone?: string;
            password: string;
            device?: {
                name: string;
                /** @enum {string} */
                platform: "ios" | "android" | "web";
            };
        };
        Refresh: {
            refreshToken: string;
        };
        SessionPage: {
            items: components["schemas"]["Session"][];
            nextCursor: string | null;
        };
        Session: {
            id: string;
            device: {
                name: string;
                /** @enum {string} */
                platform: "ios" | "android" | "web";
            } | null;
            place: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUsedAt: string;
            current: boolean;
        };
        VerifyCode: {
            code: string;
        };
        /** @default {} */
        ResendCode: {
            /** @enum {string} */
            kind?: "email" | "phone";
        };
        Done: Record<string, never>;
        ForgotPassword: {
            email?: string;
            phone?: string;
        };
        ResetPassword: {
            token: string;
            password: string;
        };
        ChangePassword: {
            currentPassword?: string;
            password: string;
        };
        ChangeEmail: {
            email: string;
            password?: string;
        };
        ChangePhone: {
            phone: string;
            password?: string;
        };
        IdentityPage: {
            items: components["schemas"]["Identity"][];
            nextCursor: string | null;
        };
        Identity: {
            /** @enum {string} */
            provider: "google" | "facebook" | "apple";
            /** Format: date-time */
            linkedAt: string;
        };
        LinkIdentity: {
            /** @enum {string} */
            provider: "google" | "facebook" | "apple";
            idToken: string;
            nonce?: string;
        };
        ExchangeCode: {
            code: string;
            verifier?: string;
            device?: {
                name: string;
                /** @enum {string} */
                platform: "ios" | "android" | "web";
            };
        };
        LinkAccount: {
            linkToken: string;
            password: string;
            device?: {
                name: string;
                /** @enum {string} */
                platform: "ios" | "android" | "web";
            };
        };
        ProviderSignIn: {
            idToken: string;
            nonce?: string;
            /** @enum {string} */
            role?: "customer" | "barber";
            name?: string;
            device?: {
                name: string;
                /** @enum {string} */
                platform: "ios" | "android" | "web";
            };
        };
        ChangeMe: {
            name?: string;
            avatarId?: string | null;
            preferences?: {
                notifications?: {
                    email?: boolean;
                    push?: boolean;
                    sms?: boolean;
                };
                language?: string;
                timezone?: string;
                quietHours?: {
                    start: string;
                    end: string;
                } | null;
            };
        };
        OwnVerification: {
            /** @enum {string} */
            status: "none" | "pending" | "approved" | "rejected";
            notes: string;
            /** Format: date-time */
            submittedAt?: string;
        };
        SubmitVerification: {
            idDocumentId: string;
            certificateIds: string[];
        };
        VerificationPage: {
            items: components["schemas"]["Verification"][];
            nextCursor: string | null;
        };
        Verification: {
            userId: string;
            name: string;
            /** @enum {string} */
            status: "none" | "pending" | "approved" | "rejected";
            notes: string;
            /** Format: date-time */
            submittedAt?: string;
        };
        VerificationDetail: {
            userId: string;
            name: string;
            /** @enum {string} */
            status: "none" | "pending" | "approved" | "rejected";
            notes: string;
            /** Format: date-time */
            submittedAt?: string;
            documents: components["schemas"]["VerificationDocument"][];
        };
        VerificationDocument: {
            id: string;
            purpose: string;
            contentType: string;
            /** @enum {string} */
            status: "checking" | "ready" | "refused";
            reason?: string;
            url?: string;
        };
        /**
         * @default {
         *       "notes": ""
         *     }
         */
        VerificationDecision: {
            /** @default  */
            notes: string | "";
            /** Format: date-time */
            submittedAt?: string;
        };
        CreateBooking: {
            barberId: string;
            serviceIds: string[];
            /** Format: date-time */
            startAt: string;
            location?: components["schemas"]["Place"];
            /** @enum {string} */
            paymentMethod: "card" | "in_person";
            note?: string;
            force?: boolean;
        };
        Place: {
            /** @enum {string} */
            type: "Point";
            coordinates: (number)[];
            address?: string;
        };
        Booking: {
            id: string;
            /** @enum {string} */
            status: "requested" | "accepted" | "in_progress" | "completed" | "cancelled" | "declined" | "expired" | "no_show";
            customerId: string | null;
            customer: {
                name: string;
                phone?: string;
            } | null;
            barberId: string;
            barber: {
                name: string;
                address?: string;
            };
            guest?: {
                name: string;
                phone?: string;
            };
            conversationId: string | null;
            services: {
                serviceId: string;
                name: string;
                price: components["schemas"]["MoneyView"];
                duration: number;
            }[];
            /** Format: date-time */
            scheduledAt: string;
            /** Format: date-time */
            endAt: string;
            /** Format: date-time */
            expiresAt?: string;
            timezone: string;
            location?: components["schemas"]["PlaceView"];
            note?: string;
            payment: {
                /** @enum {string} */
                status: "pending" | "authorized" | "card_saved" | "deposit_paid" | "action_required" | "completed" | "failed" | "voided" | "refunded" | "partially_refunded";
                /** @enum {string} */
                method: "card" | "in_person";
                amount: components["schemas"]["MoneyView"];
                commission: components["schemas"]["MoneyView"];
                payoutAmount: components["schemas"]["MoneyView"];
            };
            /** Format: date-time */
            departedAt?: string;
            actions: ("accept" | "decline" | "expire" | "reschedule" | "depart" | "start" | "complete" | "cancel" | "no-show")[];
            version: number;
            /** Format: date-time */
            createdAt: string;
            history: {
                /** Format: date-time */
                at: string;
                verb: string;
                by: string;
                /** @enum {string|null} */
                from: "requested" | "accepted" | "in_progress" | "completed" | "cancelled" | "declined" | "expired" | "no_show" | null;
                /** @enum {string} */
                to: "requested" | "accepted" | "in_progress" | "completed" | "cancelled" | "declined" | "expired" | "no_show";
                reason?: string;
            }[];
        };
        MoneyView: {
            amount: number;
            currency: string;
        };
        PlaceView: {
            /** @enum {string} */
            type: "Point";
            coordinates: number[];
            address?: string;
        };
        CreateGuestBooking: {
            guest: {
                name: string;
                phone?: string;
            };
            serviceIds: string[];
            /** Format: date-time */
            startAt: string;
            note?: string;
        };
        BookingPage: {
            items: components["schemas"]["Booking"][];
            nextCursor: string | null;
        };
        /** @default {} */
        ChangeBooking: {
            reason?: string;
            version?: number;
        };
        RescheduleBooking: {
            /** Format: date-time */
            startAt: string;
            reason?: string;
            version?: number;
            force?: boolean;
        };
        ConversationReportPage: {
            items: components["schemas"]["AdminConversationReport"][];
            nextCursor: string | null;
        };
        AdminConversationReport: {
            id: string;
            /** Format: date-time */
            at: string;
            conversationId: string;
            reporterId: string;
            reason: string;
        };
        ConversationPage: {
            items: components["schemas"]["Conversation"][];
            nextCursor: string | null;
        };
        Conversation: {
            id: string;
            with: {
                id: string;
                name: string;
            };
            bookingId?: string;
            lastMessage?: components["schemas"]["Message"];
            unread: number;
            closed: boolean;
            blocked: boolean;
            blockedByMe: boolean;
        };
        Message: {
            id: string;
            clientId: string;
            conversationId: string;
            senderId: string;
            text: string;
            attachments: components["schemas"]["Attachment"][];
            /** Format: date-time */
            at: string;
        };
        Attachment: {
            id: string;
            contentType: string;
            url: string;
        };
        MessagePage: {
            items: components["schemas"]["Message"][];
            nextCursor: string | null;
        };
        SendMessage: {
            clientId: string;
            text: string;
            attachmentIds?: string[];
        };
        ReportConversation: {
            reason: string;
        };
        ConversationReport: {
            id: string;
            /** Format: date-time */
            at: string;
        };
        CreateUpload: {
            /** @enum {string} */
            purpose: "id_document" | "certificate" | "avatar" | "chat";
            /** @enum {string} */
            contentType: "image/jpeg" | "image/png" | "image/webp" | "application/pdf";
            size: number;
        };
        NewUpload: {
            id: string;
            upload: components["schemas"]["UploadTicket"];
        };
        UploadTicket: {
            url: string;
            /** @enum {string} */
            method: "PUT" | "POST";
            headers?: {
                [key: string]: string;
            };
            fields?: {
                [key: string]: string;
            };
            /** Format: date-time */
            expiresAt: string;
        };
        Upload: {
            id: string;
            /** @enum {string} */
            status: "waiting" | "checking" | "ready" | "refused";
            reason?: string;
        };
        Inbox: {
            items: components["schemas"]["InboxItem"][];
        };
        InboxItem: {
            id: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            to: string;
            userId?: string;
            template: string;
            language: string;
            subject?: string;
            text: string;
            html?: string;
            data: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            at: string;
        };
        Device: {
            id: string;
            /** @enum {string} */
            platform: "ios" | "android" | "web";
            /** Format: date-time */
            seenAt: string;
        };
        MissedMessages: {
            events: components["schemas"]["DurableMessage"][];
            more: boolean;
            latest: number;
            complete: boolean;
        };
        DurableMessage: {
            seq: number;
            name: string;
            data: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            at: string;
        };
        NotificationPage: {
            items: components["schemas"]["Notification"][];
            nextCursor: string | null;
        };
        Notification: {
            id: string;
            template: string;
            data: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            readAt?: string;
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            nextCursor: string | null;
        };
        AuditEntry: {
            id: string;
            seq: number;
            /** Format: date-time */
            at: string;
            actorId: string;
            action: string;
            details: {
                [key: string]: unknown;
            };
            hash: string;
        };
        Export: {
            /** @enum {string} */
            status: "none" | "preparing" | "ready" | "failed";
            url?: string;
            /** Format: date-time */
            availableUntil?: string;
        };
        Integrity: {
            overlaps: number;
            orphanHolds: number;
            unsentEvents: number;
        };
        Availability: {
            timezone: string;
            slots: components["schemas"]["Slot"][];
        };
        Slot: {
            /** Format: date-time */
            startAt: string;
            /** Format: date-time */
            endAt: string;
        };
        Barber: {
            id: string;
            name: string;
            bio: string;
            rating: number;
            reviewsCount: number;
            isOnline: boolean;
            bookable: boolean;
            location: components["schemas"]["PointView"] | null;
            address?: string;
            phone?: string;
            website?: string;
            timezone: string;
            currency: string;
            /** @enum {string} */
            visits: "shop" | "home" | "both";
            serviceRadius: number;
            /** @enum {string} */
            requestMode: "manual" | "instant";
            services: components["schemas"]["BarberService"][];
            availability: components["schemas"]["Hours"];
        };
        PointView: {
            /** @enum {string} */
            type: "Point";
            coordinates: number[];
        };
        BarberService: {
            serviceId: string;
            name: string;
            price: components["schemas"]["Money"];
            duration: number;
        };
        Money: {
            amount: number;
            currency: string;
        };
        Hours: {
            monday?: {
                /** @enum {boolean} */
                isAvailable: true;
                startTime: string;
                endTime: string;
                breaks: components["schemas"]["WallSpanView"][];
            };
            tuesday?: {
                /** @enum {boolean} */
                isAvailable: true;
                startTime: string;
                endTime: string;
                breaks: components["schemas"]["WallSpanView"][];
            };
            wednesday?: {
                /** @enum {boolean} */
                isAvailable: true;
                startTime: string;
                endTime: string;
                breaks: components["schemas"]["WallSpanView"][];
            };
            thursday?: {
                /** @enum {boolean} */
                isAvailable: true;
                startTime: string;
                endTime: string;
                breaks: components["schemas"]["WallSpanView"][];
            };
            friday?: {
                /** @enum {boolean} */
                isAvailable: true;
                startTime: string;
                endTime: string;
                breaks: components["schemas"]["WallSpanView"][];
            };
            saturday?: {
                /** @enum {boolean} */
                isAvailable: true;
                startTime: string;
                endTime: string;
                breaks: components["schemas"]["WallSpanView"][];
            };
            sunday?: {
                /** @enum {boolean} */
                isAvailable: true;
                startTime: string;
                endTime: string;
                breaks: components["schemas"]["WallSpanView"][];
            };
        };
        WallSpanView: {
            startTime: string;
            endTime: string;
        };
        BarberProfile: {
            id: string;
            name: string;
            bio: string;
            rating: number;
            reviewsCount: number;
            isOnline: boolean;
            bookable: boolean;
            location: components["schemas"]["PointView"] | null;
            address: string | null;
            phone?: string;
            website?: string;
            timezone: string;
            currency: string;
            /** @enum {string} */
            visits: "shop" | "home" | "both";
            serviceRadius: number;
            /** @enum {string} */
            requestMode: "manual" | "instant";
            services: components["schemas"]["BarberService"][];
            availability: components["schemas"]["Hours"];
            buffers: {
                before: number;
                after: number;
            };
            slotGrid: number;
            commissionRate: number;
        };
        ChangeProfile: {
            name?: string;
            bio?: string | "";
            location?: components["schemas"]["Point"] | null;
            address?: string | null;
            timezone?: string | null;
            serviceRadius?: number;
            currency?: string;
            /** @enum {string} */
            visits?: "shop" | "home" | "both";
            buffers?: {
                before: number;
                after: number;
            };
            slotGrid?: number;
            /** @enum {string} */
            requestMode?: "manual" | "instant";
        };
        Point: {
            /** @enum {string} */
            type: "Point";
            coordinates: (number)[];
        };
        SetServices: {
            serviceId: string;
            price: components["schemas"]["Money"];
            duration: number;
        }[];
        BarberServices: components["schemas"]["BarberService"][];
        SetHours: {
            monday?: {
                /** @enum {boolean} */
                isAvailable: false;
                startTime?: string;
                endTime?: string;
                breaks?: components["schemas"]["WallSpan"][];
            } | {
                /**
                 * @default true
                 * @enum {boolean}
                 */
                isAvailable: true;
                startTime: string;
                endTime: string;
                /** @default [] */
                breaks: components["schemas"]["WallSpan"][];
            };
            tuesday?: {
                /** @enum {boolean} */
                isAvailable: false;
                startTime?: string;
                endTime?: string;
                breaks?: components["schemas"]["WallSpan"][];
            } | {
                /**
                 * @default true
                 * @enum {boolean}
                 */
                isAvailable: true;
                startTime: string;
                endTime: string;
                /** @default [] */
                breaks: components["schemas"]["WallSpan"][];
            };
            wednesday?: {
                /** @enum {boolean} */
                isAvailable: false;
                startTime?: string;
                endTime?: string;
                breaks?: components["schemas"]["WallSpan"][];
            } | {
                /**
                 * @default true
                 * @enum {boolean}
                 */
                isAvailable: true;
                startTime: string;
                endTime: string;
                /** @default [] */
                breaks: components["schemas"]["WallSpan"][];
            };
            thursday?: {
                /** @enum {boolean} */
                isAvailable: false;
                startTime?: string;
                endTime?: string;
                breaks?: components["schemas"]["WallSpan"][];
            } | {
                /**
                 * @default true
                 * @enum {boolean}
                 */
                isAvailable: true;
                startTime: string;
                endTime: string;
                /** @default [] */
                breaks: components["schemas"]["WallSpan"][];
            };
            friday?: {
                /** @enum {boolean} */
                isAvailable: false;
                startTime?: string;
                endTime?: string;
                breaks?: components["schemas"]["WallSpan"][];
            } | {
                /**
                 * @default true
                 * @enum {boolean}
                 */
                isAvailable: true;
                startTime: string;
                endTime: string;
                /** @default [] */
                breaks: components["schemas"]["WallSpan"][];
            };
            saturday?: {
                /** @enum {boolean} */
                isAvailable: false;
                startTime?: string;
                endTime?: string;
                breaks?: components["schemas"]["WallSpan"][];
            } | {
                /**
                 * @default true
                 * @enum {boolean}
                 */
                isAvailable: true;
                startTime: string;
                endTime: string;
                /** @default [] */
                breaks: components["schemas"]["WallSpan"][];
            };
            sunday?: {
                /** @enum {boolean} */
                isAvailable: false;
                startTime?: string;
                endTime?: string;
                breaks?: components["schemas"]["WallSpan"][];
            } | {
                /**
                 * @default true
                 * @enum {boolean}
                 */
                isAvailable: true;
                startTime: string;
                endTime: string;
                /** @default [] */
                breaks: components["schemas"]["WallSpan"][];
            };
        };
        WallSpan: {
            startTime: string;
            endTime: string;
        };
        Exceptions: {
            date: string;
            /** @enum {boolean} */
            closed?: true;
            startTime?: string;
            endTime?: string;
            breaks?: components["schemas"]["WallSpanView"][];
        }[];
        SetExceptions: ({
            /** Format: date */
            date: string;
            /** @enum {boolean} */
            closed: true;
        } | {
            /** Format: date */
            date: string;
            startTime: string;
            endTime: string;
            /** @default [] */
            breaks: components["schemas"]["WallSpan"][];
        })[];
        SetOnline: {
            isOnline: boolean;
        };
        ServicePage: {
            items: components["schemas"]["Service"][];
            nextCursor: string | null;
        };
        Service: {
            id: string;
            name: string;
            description: string;
            category: string;
            duration: number;
            price: components["schemas"]["Money"];
        };
        CreateService: {
            name: string;
            /** @default  */
            description: string | "";
            category: string;
            duration: number;
            price: components["schemas"]["Money"];
        };
        ChangeService: {
            name?: string;
            description?: string | "";
            category?: string;
            duration?: number;
            price?: components["schemas"]["Money"];
        };
        NearbyPage: {
            items: components["schemas"]["NearbyBarber"][];
            nextCursor: string | null;
        };
        NearbyBarber: {
            id: string;
            name: string;
            distance: number;
            rating: number;
            reviewsCount: number;
            isOnline: boolean;
            bookable: boolean;
            location: components["schemas"]["PointView"];
            address?: string;
            services: {
                serviceId: string;
                name: string;
                price: {
                    amount: number;
                    currency: string;
                };
                duration: number;
            }[];
            /** @enum {string} */
            visits: "shop" | "home" | "both";
            nextSlot?: {
                /** Format: date-time */
                startAt: string;
                /** Format: date-time */
                endAt: string;
            };
        };
        TimeOffPage: {
            items: components["schemas"]["TimeOff"][];
            nextCursor: string | null;
        };
        TimeOff: {
            id: string;
            /** Format: date-time */
            startAt: string;
            /** Format: date-time */
            endAt: string;
            reason?: string;
            /** Format: date-time */
            createdAt: string;
        };
        CreateTimeOff: {
            /** Format: date-time */
            startAt: string;
            /** Format: date-time */
            endAt: string;
            reason?: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            instance?: string;
            requestId?: string;
            errors?: {
                pointer: string;
                message: string;
            }[];
        } & {
            [key: string]: unknown;
        };
        /** @enum {string} */
        ProblemCode: "account-exists" | "account-link-required" | "account-suspended" | "address-unverified" | "already-verified" | "approved-already" | "bookings-in-the-way" | "code-invalid" | "conversation-blocked" | "conversation-closed" | "currency-mismatch" | "customer-busy" | "exchange-invalid" | "forbidden" | "id-token-invalid" | "idempotency-in-progress" | "idempotency-mismatch" | "identity-taken" | "identity-unproven" | "illegal-transition" | "internal-error" | "invalid-credentials" | "last-admin" | "last-way-in" | "link-invalid" | "link-token-invalid" | "location-not-served" | "location-not-shared" | "location-required" | "malformed-request" | "method-not-allowed" | "not-bookable" | "not-found" | "not-ready" | "oauth-state-invalid" | "outside-availability" | "outside-service-radius" | "own-account" | "payload-too-large" | "payment-method-unavailable" | "provider-linked" | "provider-unavailable" | "provider-unreachable" | "refresh-token-invalid" | "reset-invalid" | "return-url-unknown" | "service-not-offered" | "sign-in-again" | "slot-taken" | "stale-version" | "submission-changed" | "time-off-in-past" | "time-off-overlaps" | "time-off-too-long" | "too-busy" | "too-early" | "too-many-open-requests" | "too-many-requests" | "too-many-uploads" | "unauthenticated" | "unknown-service" | "unsupported-media-type" | "upload-missing" | "upload-not-usable" | "upload-size-differs" | "validation-failed" | "wrong-password";
    };
    responses: {
        /** @description - `internal-error`: The server failed. The error was logged with the id of the request. */
        "internal-error": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "internal-error";
                };
            };
        };
        /** @description - `not-ready`: A database that the server needs does not answer. */
        "not-ready": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not-ready";
                };
            };
        };
        /** @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written. */
        "validation-failed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "validation-failed";
                };
            };
        };
        /** @description - `unauthenticated`: The request has no access token, or the token has expired, was revoked or was not issued by this server. Sign in first. */
        unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "unauthenticated";
                };
            };
        };
        /** @description - `forbidden`: You are signed in, but your account may not do this. */
        forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "forbidden";
                };
            };
        };
        /** @description - `too-many-requests`: Wait for the number of seconds in Retry-After, then try again. */
        "too-many-requests": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too-many-requests";
                };
            };
        };
        /** @description - `not-found`: This resource does not exist, or you may not see it. */
        "not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "not-found";
                };
            };
        };
        /** @description - `last-admin`: Without this account nobody could administer the platform. Make another user an admin first. */
        "last-admin": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "last-admin";
                };
            };
        };
        /** @description - `payload-too-large`: The body of the request is larger than the server allows. */
        "payload-too-large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "payload-too-large";
                };
            };
        };
        /** @description - `unsupported-media-type`: The body of the request must be application/json. */
        "unsupported-media-type": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "unsupported-media-type";
                };
            };
        };
        /** @description - `own-account`: Admins cannot suspend themselves or change their own role. Ask another admin. */
        "own-account": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "own-account";
                };
            };
        };
        /** @description - `too-busy`: Too many requests change the same data at once. Nothing was written. Try again. */
        "too-busy": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "too-busy";
                };
            };
        };
        /** @description - `account-exists`: An account with this email address or phone number exists. Sign in, or ask for a new password. */
        "account-exists": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "account-exists";
                };
            };
        };
        /** @description - `invalid-credentials`: There is no account with this address and password. */
        "invalid-credentials": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "invalid-credentials";
                };
            };
        };
        /** @description - `account-suspended`: An admin suspended this account. Write to support. */
        "account-suspended": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "account-suspended";
                };
            };
        };
        /** @description - `refresh-token-invalid`: This refresh token is unknown, has expired or was used before, or its session has ended. */
        "refresh-token-invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "refresh-token-invalid";
                };
            };
        };
        /** @description - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden. */
        "malformed-request": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "malformed-request";
                };
            };
        };
        /** @description - `upload-not-usable`: The upload is not yours, has another purpose, is not complete, was refused, or is used already. `uploads` lists it. */
        "upload-not-usable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "upload-not-usable";
                };
            };
        };
        /** @description - `code-invalid`: This code is wrong, was used before, has expired, or somebody tried too many codes. Ask for a new code. */
        "code-invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "code-invalid";
                };
            };
        };
        /** @description - `already-verified`: No address of this account waits for a code. */
        "already-verified": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "already-verified";
                };
            };
        };
        /** @description - `reset-invalid`: This token is unknown, was used before, or has expired. */
        "reset-invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "reset-invalid";
                };
            };
        };
        /** @description - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment. */
        "idempotency-in-progress": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "idempotency-in-progress";
                };
            };
        };
        /** @description - `provider-unavailable`: This installation does not offer sign-in with this provider, or offers it only in apps. */
        "provider-unavailable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "provider-unavailable";
                };
            };
        };
        /** @description - `last-way-in`: Without this provider nobody could sign in to this account. Set a password or link another provider first. */
        "last-way-in": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "last-way-in";
                };
            };
        };
        /** @description - `id-token-invalid`: This ID token is not from this provider for this app, has expired, was used before, or came without its nonce. */
        "id-token-invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "id-token-invalid";
                };
            };
        };
        /** @description - `account-link-required`: An account with this email address exists. Send `linkToken` with its password to /auth/oauth/link within ten minutes, or sign in to the account and link the provider there. A user who does not know the password can ask for a new password. */
        "account-link-required": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "account-link-required";
                };
            };
        };
        /** @description - `exchange-invalid`: This code is unknown, was used before, is older than a minute, or came without the verifier of its challenge. */
        "exchange-invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "exchange-invalid";
                };
            };
        };
        /** @description - `link-token-invalid`: This token is unknown, was used before, or has expired. */
        "link-token-invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "link-token-invalid";
                };
            };
        };
        /** @description - `return-url-unknown`: A sign-in returns only to addresses that the settings of this installation list. */
        "return-url-unknown": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "return-url-unknown";
                };
            };
        };
        /** @description - `provider-unreachable`: The platform could not ask the provider for its keys. Try again, or sign in another way. */
        "provider-unreachable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "provider-unreachable";
                };
            };
        };
        /** @description - `oauth-state-invalid`: This browser did not start this sign-in, or the sign-in has ended, or it took longer than ten minutes. */
        "oauth-state-invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "oauth-state-invalid";
                };
            };
        };
        /** @description - `approved-already`: This barber is approved already. New documents are accepted only after an admin has withdrawn the approval. */
        "approved-already": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "approved-already";
                };
            };
        };
        /** @description - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key. */
        "idempotency-mismatch": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "idempotency-mismatch";
                };
            };
        };
        /** @description - `conversation-blocked`: A party has blocked this conversation. Nobody can write until every party who blocked it has unblocked it. */
        "conversation-blocked": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "conversation-blocked";
                };
            };
        };
        /** @description - `service-not-offered`: This barber does not offer one of the services. */
        "service-not-offered": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "service-not-offered";
                };
            };
        };
        /** @description - `currency-mismatch`: Every price of a barber must be in the currency of the profile. Empty the price list before you change the currency. */
        "currency-mismatch": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "currency-mismatch";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    HealthController_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            500: components["responses"]["internal-error"];
        };
    };
    HealthController_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            500: components["responses"]["internal-error"];
            503: components["responses"]["not-ready"];
        };
    };
    AdminUsersController_list: {
        parameters: {
            query?: {
                q?: string;
                role?: "customer" | "barber" | "admin";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUserPage"];
                };
            };
            400: components["responses"]["validation-failed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    AdminUsersController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeUser"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            409: components["responses"]["last-admin"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["own-account"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    AuthController_signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            409: components["responses"]["account-exists"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    AuthController_signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["invalid-credentials"];
            403: components["responses"]["account-suspended"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    AuthController_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["refresh-token-invalid"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    AuthController_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    SessionsController_list: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            400: components["responses"]["validation-failed"];
            401: components["responses"]["unauthenticated"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    SessionsController_endOthers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    SessionsController_endOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["not-found"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    MeController_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["unauthenticated"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    PrivacyController_close: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed-request"];
            401: components["responses"]["unauthenticated"];
            409: components["responses"]["last-admin"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    MeController_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMe"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["upload-not-usable"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    CredentialsController_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyCode"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            409: components["responses"]["account-exists"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["code-invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    CredentialsController_resend: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResendCode"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            409: components["responses"]["already-verified"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    CredentialsController_forgot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgotPassword"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    CredentialsController_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["reset-invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    MyCredentialsController_changePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            409: components["responses"]["idempotency-in-progress"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `sign-in-again`: This account has no password. Sign in with its provider again, and repeat the request within ten minutes.
             *     - `wrong-password`: This is not the current password of this account.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "sign-in-again" | "wrong-password" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    MyCredentialsController_changeEmail: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeEmail"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            /**
             * @description - `account-exists`: An account with this email address or phone number exists. Sign in, or ask for a new password.
             *     - `already-verified`: No address of this account waits for a code.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "account-exists" | "already-verified" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `sign-in-again`: This account has no password. Sign in with its provider again, and repeat the request within ten minutes.
             *     - `wrong-password`: This is not the current password of this account.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "sign-in-again" | "wrong-password" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    MyCredentialsController_changePhone: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePhone"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            /**
             * @description - `account-exists`: An account with this email address or phone number exists. Sign in, or ask for a new password.
             *     - `already-verified`: No address of this account waits for a code.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "account-exists" | "already-verified" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `sign-in-again`: This account has no password. Sign in with its provider again, and repeat the request within ten minutes.
             *     - `wrong-password`: This is not the current password of this account.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "sign-in-again" | "wrong-password" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    MyIdentitiesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityPage"];
                };
            };
            401: components["responses"]["unauthenticated"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    MyIdentitiesController_link: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkIdentity"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identity"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["provider-unavailable"];
            /**
             * @description - `address-unverified`: Another person may have made this account as a trap, because nobody has proved its email address or phone number. Verify the address first, and then link.
             *     - `identity-taken`: This person at the provider is linked to another account here.
             *     - `provider-linked`: This account is linked to another person at this provider. Remove that link first.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "address-unverified" | "identity-taken" | "provider-linked" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `identity-unproven`: The ID token is wrong for a reason of `id-token-invalid`. The status is not 401, because your session is still valid.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identity-unproven" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            /**
             * @description - `provider-unreachable`: The platform could not ask the provider for its keys. Try again, or sign in another way.
             *     - `too-busy`: Too many requests change the same data at once. Nothing was written. Try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "provider-unreachable" | "too-busy";
                    };
                };
            };
        };
    };
    MyIdentitiesController_unlink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["not-found"];
            409: components["responses"]["last-way-in"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    OauthController_exchange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeCode"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["id-token-invalid"];
            403: components["responses"]["account-suspended"];
            409: components["responses"]["account-link-required"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["exchange-invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    OauthController_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkAccount"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["invalid-credentials"];
            403: components["responses"]["account-suspended"];
            /**
             * @description - `address-unverified`: Another person may have made this account as a trap, because nobody has proved its email address or phone number. Verify the address first, and then link.
             *     - `identity-taken`: This person at the provider is linked to another account here.
             *     - `provider-linked`: This account is linked to another person at this provider. Remove that link first.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "address-unverified" | "identity-taken" | "provider-linked";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["link-token-invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    WebOauthController_begin: {
        parameters: {
            query?: {
                returnTo?: string;
                role?: "customer" | "barber";
                challenge?: string;
            };
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            404: components["responses"]["provider-unavailable"];
            422: components["responses"]["return-url-unknown"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["provider-unreachable"];
        };
    };
    OauthController_signIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderSignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["id-token-invalid"];
            403: components["responses"]["account-suspended"];
            404: components["responses"]["provider-unavailable"];
            409: components["responses"]["account-link-required"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            /**
             * @description - `provider-unreachable`: The platform could not ask the provider for its keys. Try again, or sign in another way.
             *     - `too-busy`: Too many requests change the same data at once. Nothing was written. Try again.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "provider-unreachable" | "too-busy";
                    };
                };
            };
        };
    };
    WebOauthController_finish: {
        parameters: {
            query?: {
                state?: string;
                code?: string;
                error?: string;
                iss?: string;
                user?: string;
            };
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            422: components["responses"]["oauth-state-invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    WebOauthController_finishForm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    state?: string;
                    code?: string;
                    error?: string;
                    iss?: string;
                    user?: string;
                };
            };
        };
        responses: {
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["oauth-state-invalid"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    MyVerificationController_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnVerification"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    MyVerificationController_submit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitVerification"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnVerification"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["approved-already"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["upload-not-usable"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    VerificationController_list: {
        parameters: {
            query?: {
                status?: ("none" | "pending" | "approved" | "rejected")[];
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationPage"];
                };
            };
            400: components["responses"]["validation-failed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    VerificationController_open: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationDetail"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    VerificationController_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["VerificationDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            /**
             * @description - `submission-changed`: The barber has handed in other documents in the meantime. Look at the new documents before you decide.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "submission-changed" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    VerificationController_reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["VerificationDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            /**
             * @description - `submission-changed`: The barber has handed in other documents in the meantime. Look at the new documents before you decide.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "submission-changed" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    BookingsController_list: {
        parameters: {
            query?: {
                status?: ("requested" | "accepted" | "in_progress" | "completed" | "cancelled" | "declined" | "expired" | "no_show")[];
                from?: string;
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingPage"];
                };
            };
            400: components["responses"]["validation-failed"];
            401: components["responses"]["unauthenticated"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    BookingsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateBooking"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            /**
             * @description - `slot-taken`: Part of this time is already taken. Load the open times again.
             *     - `customer-busy`: One of your bookings overlaps this time. Send `force: true` to book anyway.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "slot-taken" | "customer-busy" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `not-bookable`: This barber cannot take bookings at the moment.
             *     - `service-not-offered`: This barber does not offer one of the services.
             *     - `outside-availability`: The barber does not offer this start: closed, in a break, on time off, off the grid, too soon or too far ahead.
             *     - `too-many-open-requests`: Wait until a barber answers one of your requests, or cancel a request.
             *     - `location-required`: This barber works at the customer’s place: send a location.
             *     - `location-not-served`: This barber works only in the shop: leave the location out.
             *     - `outside-service-radius`: The place is outside the area that this barber visits.
             *     - `payment-method-unavailable`: Only payment in person (`in_person`) is available at present.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not-bookable" | "service-not-offered" | "outside-availability" | "too-many-open-requests" | "location-required" | "location-not-served" | "outside-service-radius" | "payment-method-unavailable" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    BookingsController_createForGuest: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateGuestBooking"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            /**
             * @description - `slot-taken`: Part of this time is already taken. Load the open times again.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "slot-taken" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `not-bookable`: This barber cannot take bookings at the moment.
             *     - `service-not-offered`: This barber does not offer one of the services.
             *     - `outside-availability`: The barber does not offer this start: closed, in a break, on time off, off the grid, too soon or too far ahead.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not-bookable" | "service-not-offered" | "outside-availability" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    BookingsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["not-found"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    BookingsController_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangeBooking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            /**
             * @description - `illegal-transition`: The status of the booking does not allow this action. The field `actions` lists the possible actions.
             *     - `stale-version`: The booking changed after you loaded it. Load the booking again and decide again.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "illegal-transition" | "stale-version" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `not-bookable`: This barber cannot take bookings at the moment.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not-bookable" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    BookingsController_decline: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangeBooking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            /**
             * @description - `illegal-transition`: The status of the booking does not allow this action. The field `actions` lists the possible actions.
             *     - `stale-version`: The booking changed after you loaded it. Load the booking again and decide again.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "illegal-transition" | "stale-version" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    BookingsController_depart: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangeBooking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            /**
             * @description - `illegal-transition`: The status of the booking does not allow this action. The field `actions` lists the possible actions.
             *     - `stale-version`: The booking changed after you loaded it. Load the booking again and decide again.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "illegal-transition" | "stale-version" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    BookingsController_start: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangeBooking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            /**
             * @description - `illegal-transition`: The status of the booking does not allow this action. The field `actions` lists the possible actions.
             *     - `stale-version`: The booking changed after you loaded it. Load the booking again and decide again.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "illegal-transition" | "stale-version" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `too-early`: This action is only possible closer to the start of the visit, or after the start.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "too-early" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    BookingsController_complete: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangeBooking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            /**
             * @description - `illegal-transition`: The status of the booking does not allow this action. The field `actions` lists the possible actions.
             *     - `stale-version`: The booking changed after you loaded it. Load the booking again and decide again.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "illegal-transition" | "stale-version" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    BookingsController_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangeBooking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["not-found"];
            /**
             * @description - `illegal-transition`: The status of the booking does not allow this action. The field `actions` lists the possible actions.
             *     - `stale-version`: The booking changed after you loaded it. Load the booking again and decide again.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "illegal-transition" | "stale-version" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    BookingsController_noShow: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ChangeBooking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            /**
             * @description - `illegal-transition`: The status of the booking does not allow this action. The field `actions` lists the possible actions.
             *     - `stale-version`: The booking changed after you loaded it. Load the booking again and decide again.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "illegal-transition" | "stale-version" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `too-early`: This action is only possible closer to the start of the visit, or after the start.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "too-early" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    BookingsController_reschedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RescheduleBooking"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            /**
             * @description - `illegal-transition`: The status of the booking does not allow this action. The field `actions` lists the possible actions.
             *     - `stale-version`: The booking changed after you loaded it. Load the booking again and decide again.
             *     - `slot-taken`: Part of this time is already taken. Load the open times again.
             *     - `customer-busy`: One of your bookings overlaps this time. Send `force: true` to book anyway.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "illegal-transition" | "stale-version" | "slot-taken" | "customer-busy" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `outside-availability`: The barber does not offer this start: closed, in a break, on time off, off the grid, too soon or too far ahead.
             *     - `not-bookable`: This barber cannot take bookings at the moment.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "outside-availability" | "not-bookable" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    ChatReportsController_list: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationReportPage"];
                };
            };
            400: components["responses"]["validation-failed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    ChatController_list: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            400: components["responses"]["validation-failed"];
            401: components["responses"]["unauthenticated"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    ChatController_listMessages: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["not-found"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    ChatController_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendMessage"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["conversation-blocked"];
            404: components["responses"]["not-found"];
            409: components["responses"]["idempotency-in-progress"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `conversation-closed`: The last visit is too long ago. The messages can still be read; a new booking opens the conversation again.
             *     - `upload-not-usable`: The upload is not yours, has another purpose, is not complete, was refused, or is used already. `uploads` lists it.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "conversation-closed" | "upload-not-usable" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    ChatController_block: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["not-found"];
            409: components["responses"]["idempotency-in-progress"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    ChatController_unblock: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["conversation-blocked"];
            404: components["responses"]["not-found"];
            409: components["responses"]["idempotency-in-progress"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    ChatController_report: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportConversation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationReport"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["not-found"];
            409: components["responses"]["idempotency-in-progress"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    UploadsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUpload"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewUpload"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            409: components["responses"]["idempotency-in-progress"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `too-many-uploads`: You have too many unused uploads. Use them, or wait: an unused upload is deleted after a day.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "too-many-uploads" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    UploadsController_complete: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["not-found"];
            409: components["responses"]["idempotency-in-progress"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `upload-missing`: The file has not arrived. Send the file to the `url` of this upload, then complete the upload.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "upload-missing" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    UploadsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["not-found"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    DevInboxController_list: {
        parameters: {
            query?: {
                to?: string;
                channel?: "email" | "sms" | "push";
                template?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            400: components["responses"]["validation-failed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    DevicesController_register: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    /** @enum {string} */
                    platform: "ios" | "android" | "web";
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            409: components["responses"]["idempotency-in-progress"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    DevicesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["not-found"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    FeedController_missed: {
        parameters: {
            query?: {
                since?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MissedMessages"];
                };
            };
            400: components["responses"]["validation-failed"];
            401: components["responses"]["unauthenticated"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    NotificationsController_list: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            400: components["responses"]["validation-failed"];
            401: components["responses"]["unauthenticated"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    NotificationsController_markRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            404: components["responses"]["not-found"];
            409: components["responses"]["idempotency-in-progress"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    AuditController_list: {
        parameters: {
            query?: {
                actorId?: string;
                action?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            400: components["responses"]["validation-failed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    ExportsController_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            401: components["responses"]["unauthenticated"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    ExportsController_ask: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            409: components["responses"]["idempotency-in-progress"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    IntegrityController_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integrity"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    AvailabilityController_of: {
        parameters: {
            query: {
                from: string;
                to: string;
                serviceIds?: string[];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Availability"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            404: components["responses"]["not-found"];
            422: components["responses"]["service-not-offered"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    BarbersController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Barber"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            404: components["responses"]["not-found"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    MyBarberController_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BarberProfile"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    MyBarberController_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeProfile"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BarberProfile"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["currency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    MyBarberController_setServices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetServices"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BarberServices"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `currency-mismatch`: Every price of a barber must be in the currency of the profile. Empty the price list before you change the currency.
             *     - `unknown-service`: A service id is not in the catalogue, or appears twice in the list.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "currency-mismatch" | "unknown-service";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    MyBarberController_setHours: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetHours"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BarberProfile"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    MyBarberController_exceptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exceptions"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    MyBarberController_setExceptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetExceptions"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exceptions"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    MyBarberController_setOnline: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetOnline"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BarberProfile"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    ServicesController_list: {
        parameters: {
            query?: {
                q?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicePage"];
                };
            };
            400: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    ServicesController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateService"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["idempotency-in-progress"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            422: components["responses"]["idempotency-mismatch"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    ServicesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    ServicesController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeService"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    NearbyController_find: {
        parameters: {
            query: {
                lat: number;
                lng: number;
                radius?: number;
                q?: string;
                serviceId?: string;
                maxPrice?: number;
                minRating?: number;
                online?: "true" | "false";
                bookable?: "true" | "false";
                from?: string;
                to?: string;
                sort?: "distance" | "rating" | "soonest";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NearbyPage"];
                };
            };
            400: components["responses"]["validation-failed"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    TimeOffController_list: {
        parameters: {
            query?: {
                from?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeOffPage"];
                };
            };
            400: components["responses"]["validation-failed"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
        };
    };
    TimeOffController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, a request with the same key and body gets the same answer, and its effect does not happen twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTimeOff"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeOff"];
                };
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            /**
             * @description - `bookings-in-the-way`: Move or cancel the bookings in `conflicts` first, so that every customer is informed.
             *     - `time-off-overlaps`: Part of this time is already time off; see `conflicts`.
             *     - `idempotency-in-progress`: A request with this Idempotency-Key is still running. Send the request again in a moment.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bookings-in-the-way" | "time-off-overlaps" | "idempotency-in-progress";
                    };
                };
            };
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            /**
             * @description - `time-off-in-past`: Time off must end in the future.
             *     - `time-off-too-long`: Time off may touch at most 62 days. Split a longer time off into parts.
             *     - `idempotency-mismatch`: This Idempotency-Key was already sent with another request. Use a new key.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "time-off-in-past" | "time-off-too-long" | "idempotency-mismatch";
                    };
                };
            };
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
    TimeOffController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description - `validation-failed`: The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.
             *     - `malformed-request`: The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "validation-failed" | "malformed-request";
                    };
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not-found"];
            413: components["responses"]["payload-too-large"];
            415: components["responses"]["unsupported-media-type"];
            429: components["responses"]["too-many-requests"];
            500: components["responses"]["internal-error"];
            503: components["responses"]["too-busy"];
        };
    };
}
