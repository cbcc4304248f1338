// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/change.h"
#include "headwater/untrusted.h"

/// \file
/// What a rule answers. Texts are never built by rules: a Message names a template of the rule's
/// catalogue and carries the values, so that every reader gets their language and every value is
/// encoded for the sink it is printed to.

namespace headwater {

/// One sentence of a catalogue. `{name}` in the text stands for the argument of that name.
struct MessageText {
  Literal key;
  Text text;
};

struct Message {
  std::string key;  ///< Of a MessageText of the rule (or of the engine).
  std::vector<std::pair<std::string, Untrusted>> args;
};

/// The four answers of a rule. "Could not check" is kUnknown: never silence, never green.
enum class Verdict { kNotApplicable, kPass, kFail, kUnknown };

/// Whom a rule speaks about. A merge request answers only for itself: a finding about the project
/// fails it only on branches for which the platform or the project chose so.
enum class Subject { kChange, kProject };

struct Fix {
  enum class Kind {
    kReplace,  ///< Lines first..last of `path` become `text`; last == first - 1 inserts before
               ///< first.
    kCreate,   ///< A new file `path` with content `text`.
    kCommand,  ///< `text` is a command a person can run.
  };
  Kind kind = Kind::kReplace;
  Untrusted path;
  LineRange lines;
  Untrusted text;  ///< With its line ending.
};

inline constexpr size_t kMaxDetailLines = 60;

struct Finding {
  Message message;
  Untrusted path;  ///< Empty: the finding is about the whole change or project.
  LineRange lines;
  /// What the finding is about besides rule and path (an identifier, a version). Part of the
  /// fingerprint; line numbers are not, so a finding survives a push that moves lines.
  Untrusted evidence;
  std::optional<Fix> fix;
  /// What a reader may unfold: the lines in which two things differ, at most kMaxDetailLines.
  std::vector<Untrusted> detail{};
  /// Shown, never gating: old debt in a touched file. See Outcome in engine.
  bool advisory = false;
  /// 32 hexadecimal digits, filled in by the engine.
  std::string fingerprint;
  /// Likewise, and bound to what the finding was made of: its evidence, or else the content of the
  /// file. A waiver of one finding names it: other content under the same path is not covered.
  std::string waiver_fingerprint{};
  /// The one of Report::waivers that lets it pass.
  std::optional<size_t> waiver{};
};

/// A file a rule should have looked at and could not.
struct Unchecked {
  Untrusted path;
  Message why;
  /// A finding on it would have been advisory: shown, and the verdict does not depend on it.
  bool advisory = false;
};

/// What an answer would have needed from outside the repository, and did not have.
enum class Lacks {
  kNothing,
  kArtifacts,  ///< Nobody looked for them: who can, gathers them and asks again.
  kUnderWay,   ///< What makes them has not ended. Not the last word, and no reason to hold anybody.
};

struct RuleAnswer {
  Verdict verdict = Verdict::kNotApplicable;
  /// Why not applicable, or why unknown. With kFail: what else could not be checked. With kPass:
  /// what it rests on, where that is not plain.
  std::optional<Message> reason;
  std::vector<Finding> findings;
  std::vector<Unchecked> unchecked;
  /// Findings beyond RuleContext::max_findings that were counted and not kept.
  uint64_t more_findings = 0;
  /// Whom this answer speaks about, where that is not the rule's own subject: a rule about the
  /// project that found that the change did it says nothing about the project in that answer.
  std::optional<Subject> subject;
  Lacks lacks = Lacks::kNothing;
  /// What a reader should know that is no finding. The engine adds them to the report.
  std::vector<Notice> notices;
};

}  // namespace headwater
