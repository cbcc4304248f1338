// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <ostream>

#include "headwater/publiccode_check.h"
#include "headwater/untrusted.h"

/// \file
/// What is said of publiccode.yml files, on paper. Whether the stream took everything is the
/// stream's to say.

namespace headwater::report {

class PubliccodeWriter {
 public:
  virtual ~PubliccodeWriter() = default;

  virtual void Add(const Untrusted& file, const PubliccodeAnswer& answer) = 0;
  virtual void End() = 0;
};

/// A line for each problem, as compilers write them, and one for each file.
std::unique_ptr<PubliccodeWriter> WritePubliccodeText(Language language, std::ostream& out);

/// service/docs/publiccode-json.md. Holds the problems of all files until the end.
std::unique_ptr<PubliccodeWriter> WritePubliccodeJson(PubliccodeProfile profile, Language language,
                                                      std::ostream& out);

}  // namespace headwater::report
