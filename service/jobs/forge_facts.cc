// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/forge_facts.h"

#include "headwater/discretion.h"

namespace headwater::jobs {

ForgeFacts ForgeFactsOf(const ForgeProject& project,
                        const std::optional<ForgeMergeRequest>& merge_request) {
  ForgeFacts facts;
  facts.project_url = project.web_url;
  facts.mirror = project.mirror;
  if (project.parent && MayShow(project.parent->visibility, project.visibility)) {
    facts.forked_from = project.parent->web_url;
  }
  if (merge_request) facts.squash = project.squash.value_or(merge_request->squash);
  // What is not used need not make anybody judge again.
  if (facts.squash.value_or(false)) facts.squash_template = project.squash_template;
  return facts;
}

std::string KeyPartOf(const ForgeFacts& facts) {
  std::string part = facts.project_url.bytes() + "\n" + facts.forked_from.bytes() + "\n";
  part += facts.mirror ? "mirror\n" : "own\n";
  if (facts.squash) part += *facts.squash ? "squash\n" : "commits\n";
  if (facts.squash_template) part += "template " + facts.squash_template->bytes() + "\n";
  return part;
}

}  // namespace headwater::jobs
