// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <string>
#include <utility>

#include "headwater/date.h"
#include "service/forge/answers.h"
#include "service/forge/gitlab_client.h"

namespace headwater::forge {
namespace {

Result<ListedMergeRequest> ReadListed(const DataField& merge_request) {
  ForgeMergeRequest read = TRY(ReadMergeRequest(merge_request));
  const std::string text = TRY(merge_request["updated_at"].RequiredText());
  const std::optional<WallTime> updated = ParseTime(text);
  if (!updated) return Error{Errc::kInvalid, merge_request.path() + ".updated_at: expected a time"};
  return ListedMergeRequest{
      .project = read.project,
      .iid = read.iid,
      .open = read.state == MergeRequestState::kOpen || read.state == MergeRequestState::kLocked,
      .head = read.head,
      .target_branch = std::move(read.target_branch),
      .updated_at = *updated};
}

Result<std::vector<ListedMergeRequest>> ReadList(const DataField& page) {
  const size_t length = TRY(page.Length());
  if (length > kListedAtOnce) return Error{Errc::kInvalid, "more than were asked for"};
  std::vector<ListedMergeRequest> listed;
  listed.reserve(length);
  for (size_t i = 0; i < length; ++i) {
    ListedMergeRequest one = TRY(ReadListed(page.Item(i)));
    if (!listed.empty() && one.updated_at < listed.back().updated_at) {
      return Error{Errc::kInvalid, "merge requests that are not sorted by their last change"};
    }
    listed.push_back(std::move(one));
  }
  return listed;
}

}  // namespace

// https://docs.gitlab.com/ee/api/merge_requests.html#list-merge-requests
Result<ListedPage> GitlabClient::ChangedSince(WallTime since, uint32_t page) {
  const auto [answer, more] =
      TRY(api_.GetOne("/merge_requests", {{"scope", "all"},
                                          {"state", "all"},
                                          {"order_by", "updated_at"},
                                          {"sort", "asc"},
                                          {"updated_after", FormatTime(since)},
                                          {"per_page", std::to_string(kListedAtOnce)},
                                          {"page", std::to_string(page)}}));
  Result<std::vector<ListedMergeRequest>> listed = ReadList(DataField(answer));
  if (!listed.ok()) return NoAnswer(std::move(listed).error());
  return ListedPage{std::move(listed).value(), more};
}

}  // namespace headwater::forge
