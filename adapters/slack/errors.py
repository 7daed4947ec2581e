"""Every error of Slack, and what becomes of what it did not take: one table."""

from collections.abc import Mapping
from datetime import timedelta

from adapters.delivery.outcome import NotSaid, Outcome
from adapters.slack.wire import Refused

TOO_MANY, BROKEN = 429, 500  # HTTP

# https://docs.slack.dev/reference/methods/chat.postMessage#errors and its like
NAMES: Mapping[Outcome, str] = {
    Outcome.LATER: """ratelimited rate_limited message_limit_exceeded request_timeout
        team_added_to_org external_channel_migrating is_locked
        streaming_state_conflict""",
    Outcome.DOUBT: """internal_error fatal_error service_unavailable update_failed
        duplicate_channel_not_found duplicate_message_not_found""",
    Outcome.ROOM: """channel_not_found is_archived is_inactive not_in_channel
        cannot_dm_bot user_not_found user_not_visible user_disabled users_not_found
        messages_tab_disabled channel_is_limited_access restricted_action
        restricted_action_read_only_channel restricted_action_thread_only_channel
        restricted_action_thread_locked restricted_action_non_threadable_channel
        team_access_not_granted not_in_room
        method_not_supported_for_channel_type invalid_user_combination""",
    Outcome.INSTALLATION: """account_inactive token_revoked token_expired invalid_auth
        not_authed missing_scope no_permission org_login_required access_denied
        two_factor_setup_required accesslimited enterprise_is_restricted
        not_allowed_token_type ekm_access_denied team_not_found""",
    Outcome.REFUSED: """msg_too_long msg_blocks_too_long invalid_blocks
        invalid_blocks_format no_text too_many_attachments invalid_arguments
        invalid_arg_name invalid_array_arg invalid_charset invalid_form_data
        invalid_post_type missing_post_type invalid_json json_not_object
        metadata_too_large invalid_metadata_format invalid_metadata_schema
        metadata_must_be_sent_from_app method_deprecated deprecated_endpoint
        unknown_method as_user_not_supported markdown_text_conflict
        attachment_payload_limit_exceeded block_mismatch cannot_reply_to_message
        cant_broadcast_message compliance_exports_prevent_deletion invalid_attachments
        invalid_cursor invalid_limit invalid_ts_latest invalid_ts_oldest
        no_dual_broadcast_content_update not_enough_users
        slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked
        slack_connect_file_link_sharing_blocked
        slack_connect_file_upload_sharing_blocked slack_connect_lists_sharing_blocked
        too_many_users users_list_not_supplied""",
    Outcome.GONE: """message_not_found cant_update_message cant_delete_message
        edit_window_closed""",
}
OUTCOMES: Mapping[str, Outcome] = {
    name: outcome for outcome, names in NAMES.items() for name in names.split()
}


def outcome_of(refused: Refused) -> Outcome:
    if not refused.sent or refused.status == TOO_MANY:
        return Outcome.LATER
    if known := OUTCOMES.get(refused.error):
        return known
    unreadable = refused.status == 0 or refused.status >= BROKEN
    return Outcome.DOUBT if unreadable else Outcome.UNKNOWN


def not_said(refused: Refused, scope: str) -> NotSaid:
    """For the courier; a pause that Slack asks for holds *scope* and nothing else."""
    outcome = outcome_of(refused)
    after = None if refused.after is None else timedelta(seconds=refused.after)
    held = scope if outcome is Outcome.LATER and after else ""
    return NotSaid(outcome, refused.error, after=after, scope=held)
