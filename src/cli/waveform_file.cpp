#include "cli/waveform_file.hpp"

#include "report/files/waveform.hpp"

namespace pin3 {

bool is_waveform_file(const std::string& file) {
    return file.ends_with(".csv") || file.ends_with(".raw") || file.ends_with(".wav");
}

const std::string& description_of(const Options& options) {
    const std::string &file = options.text("FILE"), &after = options.text("--waveforms");
    return file.empty() && !is_waveform_file(after) ? after : file;
}

std::string waveform_file_of(const Options& options) {
    const std::string& after = options.text("--waveforms");
    return is_waveform_file(after) ? after : std::string();
}

void deliver_waveforms(const Session& session, const Report& report, const std::vector<TimeSeries>& partial,
                       const std::string& file) {
    std::vector<TimeSeries> waveforms = partial;
    std::vector<const RoomFigures*> rooms(partial.size());
    for (const LinkReport& link : report.links) {
        if (link.scene)
            waveforms.push_back(*link.scene);
        else if (link.waveform)
            waveforms.push_back(*link.waveform);
        else
            continue;
        rooms.push_back(link.room ? &*link.room : nullptr);
    }
    session.deliver(file.ends_with(".raw")   ? waveform_raw(waveforms)
                    : file.ends_with(".wav") ? waveform_wav(waveforms, rooms)
                                             : waveform_csv(waveforms),
                    file, "--waveforms");
}

}  // namespace pin3
