// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "service/git/fork_file.h"
#include "service/jobs/fork_desk.h"
#include "service/jobs/fork_fields.h"

/// \file
/// The members of orders and their answers, as in fork_fields.h.

namespace headwater::jobs {

/// Public, internal, and a group's own.
inline constexpr size_t kMaxForkReaders = 16;
/// Of projects that are named: relations and similar ones, and third ones in what they rest on.
inline constexpr size_t kMaxMetProjects = 10'000;
/// Of projects that a forgotten one was named to: more than a platform has.
inline constexpr size_t kMaxToldProjects = 200'000;

template <typename Visit>
void EachMember(Of<ForkTakeIn> auto& order, Visit& visit) {
  visit("partition", order.partition);
  visit("readers", order.readers, kMaxForkReaders);
  visit("name", order.project.name);
  visit("url", order.project.url);
  visit("copy", order.project.copy);
  visit("role", order.project.role);
  visit("parent", order.project.parent);
  visit("first_seen", order.project.first_seen);
  visit("now", order.now);
  visit("renew", order.renew);
}

template <typename Visit>
void EachMember(Of<ForkForget> auto& order, Visit& visit) {
  visit("partition", order.partition);
  visit("name", order.name);
}

template <typename Visit>
void EachMember(Of<ForkQuestion> auto& question, Visit& visit) {
  visit("partition", question.partition);
  visit("readers", question.readers, kMaxForkReaders);
  visit("name", question.name);
  visit("repository", question.repository);
  visit("target", question.target);
  visit("head", question.head);
}

template <typename Visit>
void EachMember(Of<ForkTaken> auto& taken, Visit& visit) {
  visit("changed", taken.changed);
  visit("first_publiccode", taken.first_publiccode);
  visit("met", taken.met, kMaxMetProjects);
  visit("lacking", taken.lacking, git::kMaxLackingBlobs);
  visit("projects", taken.projects);
  visit("bytes", taken.bytes);
}

template <typename Visit>
void EachMember(Of<ForkForgotten> auto& forgotten, Visit& visit) {
  visit("was_there", forgotten.was_there);
  visit("told", forgotten.told, kMaxToldProjects);
}

template <typename Visit>
void EachMember(Of<ForkAnswer> auto& answer, Visit& visit) {
  visit("known", answer.known);
  visit("facts", answer.facts);
  visit("lacking", answer.lacking, git::kMaxLackingBlobs);
}

}  // namespace headwater::jobs
