// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "hooks/gitlab_payload.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "headwater/data_field.h"
#include "headwater/sink.h"
#include "hooks/payload_kinds.h"

namespace headwater::hooks {
namespace {

struct Kind {
  std::string_view name;
  Result<Event> (*read)(const DataField& body, const Self& self);
};

template <Result<Event> (*kRead)(const DataField&)>
Result<Event> WhoeverDidIt(const DataField& body, const Self&) {
  return kRead(body);
}

constexpr Kind kKinds[] = {
    {"merge_request", ReadMergeRequest},
    {"note", ReadNote},
    {"push", WhoeverDidIt<ReadPush>},
    {"tag_push", WhoeverDidIt<ReadTagPush>},
    {"pipeline", WhoeverDidIt<ReadPipeline>},
    {"repository_update", WhoeverDidIt<ReadRepositoryUpdate>},
    {"project_create", WhoeverDidIt<ReadProjectChange>},
    {"project_destroy", WhoeverDidIt<ReadProjectChange>},
    {"project_rename", WhoeverDidIt<ReadProjectChange>},
    {"project_transfer", WhoeverDidIt<ReadProjectChange>},
    {"project_update", WhoeverDidIt<ReadProjectChange>},
    {"group_rename", WhoeverDidIt<ReadNamespaceChange>},
    {"user_rename", WhoeverDidIt<ReadNamespaceChange>},
};

Error InBody(std::string message) { return {Errc::kInvalid, "body: " + std::move(message)}; }

/// Without the insides of what stands at the top.
Result<DataNode> ParseTopLevel(std::string_view body) {
  DataLimits limits = kDeliveryLimits;
  limits.nodes = kTopLevelNodes;
  auto members = ReadJsonTopLevel(body, limits);
  if (!members.ok()) return InBody(std::move(members).error().message);
  DataNode root;
  root.kind = DataNode::Kind::kMap;
  for (auto& [key, value] : members.value()) {
    DataNode name;
    name.kind = DataNode::Kind::kString;
    name.scalar = std::move(key);
    root.members.push_back({std::move(name), std::move(value)});
  }
  return root;
}

Result<DataNode> ParseBody(std::string_view body) {
  Result<DataNode> root = ParseJson(body, kDeliveryLimits);
  if (!root.ok()) {
    // Beyond a bound. If the bound was the number of values, the top is still of use.
    if (root.error().code == Errc::kContent) return ParseTopLevel(body);
    return InBody(std::move(root).error().message);
  }
  if (root.value().kind != DataNode::Kind::kMap) return InBody("expected an object");
  return root;
}

Error NoKind(const HttpHeaders& headers) {
  std::string message = "object_kind: missing, and so is event_name; custom template configured?";
  if (const auto event = FindHeader(headers, "X-Gitlab-Event")) {
    message += " (X-Gitlab-Event: " + Encode<Sink::kTerminal>(Untrusted(std::string(*event))) + ")";
  }
  return {Errc::kInvalid, std::move(message)};
}

}  // namespace

Result<ProjectId> ProjectOf(const DataField& first, const DataField& second) {
  const std::optional<int64_t> id = TRY(first.OptionalId());
  if (id) return ProjectId{*id};
  return ProjectId{TRY(second.Id())};
}

Result<UserId> UserOf(const DataField& id) {
  const std::optional<int64_t> number = TRY(id.OptionalId());
  return UserId{number.value_or(0)};
}

Result<Event> ReadDelivery(std::string_view body, const HttpHeaders& headers, const Self& self) {
  const DataNode root = TRY(ParseBody(body));
  const DataField document(root);
  std::string kind = TRY(document["object_kind"].Text());
  if (kind.empty()) kind = TRY(document["event_name"].Text());
  if (kind.empty()) return NoKind(headers);

  const auto* known = std::find_if(std::begin(kKinds), std::end(kKinds),
                                   [&](const Kind& entry) { return entry.name == kind; });
  Event event;
  if (known == std::end(kKinds)) {
    event.reason = "a kind of event that changes nothing for us";
  } else {
    event = TRY(known->read(document, self));
  }
  event.kind = std::move(kind);
  return event;
}

}  // namespace headwater::hooks
