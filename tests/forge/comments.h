// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "tests/forge/api.h"
#include "tests/forge/merge_requests.h"

/// \file
/// Writing comments, for the calls on notes and those on discussions alike: quick actions are
/// executed, mentions recorded, webhooks told.

namespace headwater::forge_double {

/// Stores the note, or answers with why not: 400, 202 for a body of nothing but quick actions.
/// `note` has its project, iid, type, discussion (empty: a new one) and position; the body is the
/// call's parameter.
struct Stored {
  int64_t id = 0;  ///< Zero: see `answer`.
  Response answer;
};
Stored StoreNote(Call& call, Note note);
/// A new body. Deletes the note when that holds nothing but quick actions.
Stored EditNote(Call& call, int64_t note);
/// The note of this id in the call's merge request, or nothing.
std::optional<Note> FindNote(const Call& call, int64_t note);
/// The author, or a maintainer.
bool MayEdit(const Call& call, const Note& note);

}  // namespace headwater::forge_double
