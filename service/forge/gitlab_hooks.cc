// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <utility>

#include "service/forge/gitlab_administration.h"
#include "service/forge/paths.h"

namespace headwater::forge {
namespace {

/// The triggers we know of. GitLab has more, which are nobody's but their owner's.
/// https://docs.gitlab.com/ee/api/project_webhooks.html#add-a-webhook-to-a-project
constexpr const char* kTriggers[] = {"merge_requests_events", "note_events",
                                     "push_events",           "tag_push_events",
                                     "pipeline_events",       "repository_update_events"};
/// Of these a system hook has the others only.
/// https://docs.gitlab.com/ee/api/system_hooks.html
bool IsOfProjects(std::string_view trigger) {
  return trigger == "note_events" || trigger == "pipeline_events";
}

/// How many failed deliveries are counted.
constexpr char kMostFailures[] = "20";

std::string HooksPath(ProjectId project) {
  return project.value == 0 ? "/hooks" : PathOf(project) + "/hooks";
}

std::string HookPath(ProjectId project, int64_t hook) {
  return HooksPath(project) + "/" + std::to_string(hook);
}

Result<ForgeHook> ReadHook(const DataField& hook) {
  ForgeHook read;
  read.id = TRY(hook["id"].Id());
  read.url = TRY(hook["url"].Text());
  read.alert_status = TRY(hook["alert_status"].Text());
  for (const char* trigger : kTriggers) {
    const bool on = TRY(hook[trigger].Flag());
    if (on) read.events.insert(trigger);
  }
  return read;
}

FormFields FormOf(ProjectId project, const HookOrder& order) {
  FormFields form = {{"url", order.url},
                     {"token", order.secret.bytes()},
                     {"name", order.name},
                     {"description", order.description},
                     {"enable_ssl_verification", order.verify_tls ? "true" : "false"}};
  for (const char* trigger : kTriggers) {
    // GitLab switches pushes on unless it is told not to.
    if (project.value == 0 && IsOfProjects(trigger)) continue;
    form.emplace_back(trigger, order.events.contains(trigger) ? "true" : "false");
  }
  return form;
}

void WipeForm(FormFields& form) {
  for (auto& [name, value] : form) Wipe(value);
}

}  // namespace

Result<std::vector<ForgeHook>> GitlabAdministration::HooksOf(ProjectId project) {
  std::vector<ForgeHook> hooks;
  const auto take = [&](const DataField& item) -> Status {
    hooks.push_back(TRY(ReadHook(item)));
    return Ok{};
  };
  TRY(api_.GetAll(HooksPath(project), {}, take));
  return hooks;
}

Result<int64_t> GitlabAdministration::CreateHook(ProjectId project, const HookOrder& order) {
  FormFields form = FormOf(project, order);
  const Result<HttpReply> reply =
      api_.Send(CallKind::kAdministration, "POST", HooksPath(project), form);
  WipeForm(form);
  if (!reply.ok()) return reply.error();
  TRY(Accept(reply.value()).Context("create the webhook"));
  const DataNode answer = TRY(ParseAnswer(reply.value()));
  // The documentation shows a system hook in a list of one.
  const DataField field(answer);
  const bool is_list = answer.kind == DataNode::Kind::kList && !answer.items.empty();
  Result<int64_t> id = is_list ? field.Item(0)["id"].Id() : field["id"].Id();
  if (!id.ok()) return NoAnswer(id.error());
  return id;
}

Status GitlabAdministration::EditHook(ProjectId project, int64_t hook, const HookOrder& order) {
  FormFields form = FormOf(project, order);
  const Result<HttpReply> reply =
      api_.Send(CallKind::kAdministration, "PUT", HookPath(project, hook), form);
  WipeForm(form);
  if (!reply.ok()) return reply.error();
  return Accept(reply.value()).Context("change the webhook");
}

Status GitlabAdministration::DeleteHook(ProjectId project, int64_t hook) {
  const HttpReply reply =
      TRY(api_.Send(CallKind::kAdministration, "DELETE", HookPath(project, hook), {}));
  return Accept(reply).Context("remove the webhook");
}

// "Trigger a test project webhook", "Test system hook"
Status GitlabAdministration::TestHook(ProjectId project, int64_t hook) {
  const std::string path =
      HookPath(project, hook) + (project.value == 0 ? "" : "/test/push_events");
  const HttpReply reply = TRY(api_.Send(CallKind::kAdministration, "POST", path, {}));
  return Accept(reply);
}

// "Get a list of project webhook events", since 17.3
Result<size_t> GitlabAdministration::FailuresOf(ProjectId project, int64_t hook) {
  size_t failures = 0;
  for (const char* category : {"client_failure", "server_failure"}) {
    const DataNode answer = TRY(api_.Get(HookPath(project, hook) + "/events",
                                         {{"status", category}, {"per_page", kMostFailures}}));
    const Result<size_t> length = DataField(answer).Length();
    if (!length.ok()) return NoAnswer(length.error());
    failures += length.value();
  }
  return failures;
}

}  // namespace headwater::forge
