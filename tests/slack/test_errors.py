"""Every error that Slack's reference names for a method we call has its outcome."""

import pytest

from adapters.slack.errors import OUTCOMES, outcome_of
from adapters.slack.wire import Refused

# https://docs.slack.dev/reference/methods: the errors of every method
ALL = """access_denied accesslimited account_inactive deprecated_endpoint
    ekm_access_denied enterprise_is_restricted fatal_error internal_error
    invalid_arg_name invalid_arguments invalid_array_arg invalid_auth invalid_charset
    invalid_form_data invalid_post_type method_deprecated missing_post_type
    missing_scope no_permission not_allowed_token_type not_authed org_login_required
    ratelimited request_timeout service_unavailable team_access_not_granted
    team_added_to_org token_expired token_revoked two_factor_setup_required"""
OWN = {
    "chat.postMessage": """as_user_not_supported attachment_payload_limit_exceeded
        cannot_reply_to_message channel_not_found duplicate_channel_not_found
        duplicate_message_not_found invalid_blocks invalid_blocks_format
        invalid_metadata_format invalid_metadata_schema is_archived
        markdown_text_conflict message_limit_exceeded messages_tab_disabled
        metadata_must_be_sent_from_app metadata_too_large msg_blocks_too_long
        msg_too_long no_text not_in_channel rate_limited restricted_action
        restricted_action_non_threadable_channel restricted_action_read_only_channel
        restricted_action_thread_locked restricted_action_thread_only_channel
        slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked
        slack_connect_file_link_sharing_blocked
        slack_connect_file_upload_sharing_blocked slack_connect_lists_sharing_blocked
        team_not_found too_many_attachments""",
    "chat.update": """block_mismatch cant_broadcast_message cant_update_message
        channel_not_found edit_window_closed external_channel_migrating
        invalid_attachments invalid_blocks is_inactive message_not_found msg_too_long
        no_dual_broadcast_content_update no_text streaming_state_conflict
        team_not_found too_many_attachments update_failed""",
    "chat.delete": """as_user_not_supported cant_delete_message channel_not_found
        compliance_exports_prevent_deletion message_not_found""",
    "conversations.history": """channel_not_found invalid_cursor invalid_limit
        invalid_ts_latest invalid_ts_oldest not_in_channel""",
    "conversations.info": "channel_not_found team_not_found",
    "conversations.open": """channel_not_found invalid_user_combination
        method_not_supported_for_channel_type not_enough_users too_many_users
        user_disabled user_not_found user_not_visible users_list_not_supplied""",
    "users.info": "user_not_found user_not_visible",
}


@pytest.mark.parametrize("method", OWN)
def test_no_error_of_the_reference_is_unknown(method: str):
    named = {*ALL.split(), *OWN[method].split()}
    assert {name for name in named if name not in OUTCOMES} == set()


@pytest.mark.parametrize("error", ["internal_error", "fatal_error", "update_failed"])
def test_what_may_have_been_done_is_in_doubt(error: str):
    assert outcome_of(Refused(error)).value == "in doubt"
